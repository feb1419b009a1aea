package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.record.RecordArbitraries.Entries;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Magic 2, written and read by kspec. */
@Domain(RecordArbitraries.class)
class RecordBatchRoundTripTest {
    @Property(tries = 300)
    void whatIsWrittenIsRead(@ForAll Entries entries, @ForAll CompressionType compression) {
        RecordBatch written = RecordBatch.builder()
                .baseOffset(entries.baseOffset())
                .compression(compression)
                .producer(77, (short) 3, 1000)
                .partitionLeaderEpoch(9)
                .transactional()
                .appendAll(entries.records())
                .build();

        RecordBatch read = (RecordBatch) Records.read(written.bytes()).batches().get(0);

        assertThat(read).isEqualTo(written);
        assertThat(read.records()).isEqualTo(entries.records());
        assertThat(read.compression()).isEqualTo(compression);
        assertThat(read.producerId()).isEqualTo(77);
        assertThat(read.producerEpoch()).isEqualTo((short) 3);
        assertThat(read.baseSequence()).isEqualTo(1000);
        assertThat(read.partitionLeaderEpoch()).isEqualTo(9);
        assertThat(read.isTransactional()).isTrue();
        assertThat(read.isControl()).isFalse();
        assertThat(read.recordsCount()).isEqualTo(entries.records().size());
        assertThat(read.lastOffset())
                .isEqualTo(entries.records().get(entries.records().size() - 1).offset());
    }

    @Property(tries = 300)
    void whatIsReadIsWrittenAgainByteForByte(@ForAll Entries entries) {
        RecordBatch source = RecordBatch.builder()
                .baseOffset(entries.baseOffset())
                .appendAll(entries.records())
                .build();

        RecordBatch again = RecordBatch.builder()
                .baseOffset(source.baseOffset())
                .appendAll(Records.read(source.bytes()).records())
                .build();

        assertThat(again.bytes()).isEqualTo(source.bytes());
    }

    @Property(tries = 100)
    void aLogAppendTimeAppliesToEveryRecord(@ForAll Entries entries, @ForAll CompressionType compression) {
        RecordBatch written = RecordBatch.builder()
                .baseOffset(entries.baseOffset())
                .compression(compression)
                .logAppendTime(123_456)
                .appendAll(entries.records())
                .build();

        assertThat(Records.read(written.bytes()).records()).isEqualTo(entries.appendedAt(123_456));
    }

    @Property(tries = 100)
    void batchesOfDifferentMagicsMayBeMixed(@ForAll Entries first, @ForAll Entries second, @ForAll Entries third) {
        Records old = Records.messageSet(1)
                .baseOffset(first.baseOffset())
                .compression(CompressionType.GZIP)
                .appendAll(first.records())
                .build();
        RecordBatch batch = RecordBatch.builder()
                .baseOffset(second.baseOffset())
                .compression(CompressionType.ZSTD)
                .appendAll(second.records())
                .build();
        Records oldest = Records.messageSet(0)
                .baseOffset(third.baseOffset())
                .appendAll(third.records())
                .build();
        Records written = Records.of(Stream.of(old.batches(), List.of(batch), oldest.batches())
                .flatMap(List::stream)
                .toList());

        Records read = Records.read(written.bytes());

        assertThat(read).isEqualTo(written);
        assertThat(read.records())
                .startsWith(first.without(true).toArray(Record[]::new))
                .containsAll(second.records())
                .endsWith(third.without(false).toArray(Record[]::new));
    }
}
