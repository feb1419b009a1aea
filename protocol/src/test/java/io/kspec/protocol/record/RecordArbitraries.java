package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/**
 * Generates records of every shape that the formats allow: null and empty fields, gaps, headers, values larger than a
 * block.
 */
final class RecordArbitraries extends DomainContextBase {
    /** Records of magic 2 with increasing offsets from a random one. */
    record Entries(List<Record> records) {
        long baseOffset() {
            return records.get(0).offset();
        }

        /** Removes what magic 1 or 0 does not have. */
        List<Record> without(boolean timestamps) {
            return records.stream()
                    .map(each -> new Record(
                            each.offset(),
                            timestamps ? each.timestamp() : Record.NO_TIMESTAMP,
                            timestamps ? TimestampType.CREATE_TIME : TimestampType.NO_TIMESTAMP_TYPE,
                            each.key(),
                            each.value(),
                            List.of()))
                    .toList();
        }

        /** Returns these records as a broker appends them at a given time. */
        List<Record> appendedAt(long timestamp) {
            return records.stream()
                    .map(each -> new Record(
                            each.offset(),
                            timestamp,
                            TimestampType.LOG_APPEND_TIME,
                            each.key(),
                            each.value(),
                            each.headers()))
                    .toList();
        }
    }

    @Provide
    Arbitrary<Entries> entries() {
        Arbitrary<Long> base = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0L)),
                Tuple.of(1, Arbitraries.longs().between(1, Long.MAX_VALUE / 2)));
        return Combinators.combine(base, record().list().ofMinSize(1).ofMaxSize(20))
                .as(RecordArbitraries::placed);
    }

    @Provide
    Arbitrary<CompressionType> compressions() {
        return Arbitraries.of(CompressionType.class);
    }

    /** At this stage the offsets of the records are gaps. */
    private static Arbitrary<Record> record() {
        Arbitrary<Long> gap = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(1L)),
                Tuple.of(1, Arbitraries.longs().between(2, 100_000)));
        Arbitrary<Long> timestamp = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 4_000_000_000_000L)),
                Tuple.of(1, Arbitraries.just(Record.NO_TIMESTAMP)),
                Tuple.of(1, Arbitraries.just(Long.MAX_VALUE)));
        return Combinators.combine(
                        gap, timestamp, bytes(), value(), header().list().ofMaxSize(3))
                .as((offset, time, key, value, headers) ->
                        new Record(offset, time, TimestampType.CREATE_TIME, key, value, headers));
    }

    private static Entries placed(long base, List<Record> records) {
        List<Record> placed = new ArrayList<>();
        long offset = base;
        for (Record each : records) {
            placed.add(new Record(
                    offset, each.timestamp(), each.timestampType(), each.key(), each.value(), each.headers()));
            offset += each.offset();
        }
        return new Entries(placed);
    }

    private static Arbitrary<RecordHeader> header() {
        Arbitrary<String> key = Arbitraries.strings().withChars("abc é漢\u0000").ofMaxLength(70);
        return Combinators.combine(key, bytes()).as(RecordHeader::new);
    }

    private static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(80)
                .map(Bytes::wrap)
                .injectNull(0.2);
    }

    private static Arbitrary<Integer> sizes(int most) {
        return Arbitraries.integers().between(1, most).withDistribution(RandomDistribution.uniform());
    }

    /** Sometimes larger than the block sizes of the codecs, compressible or not. */
    private static Arbitrary<Bytes> value() {
        Arbitrary<Bytes> repeated = Combinators.combine(Arbitraries.bytes(), sizes(200_000))
                .as((value, size) -> {
                    byte[] array = new byte[size];
                    Arrays.fill(array, value);
                    return Bytes.wrap(array);
                });
        Arbitrary<Bytes> noise = Combinators.combine(Arbitraries.longs(), sizes(100_000))
                .as((seed, size) -> {
                    byte[] array = new byte[size];
                    new Random(seed).nextBytes(array);
                    return Bytes.wrap(array);
                });
        return Arbitraries.frequencyOf(Tuple.of(20, bytes()), Tuple.of(1, repeated), Tuple.of(1, noise));
    }
}
