package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordArbitraries.Entries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterContainer;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;

/** Compares conversions with Kafka: down-conversion with release 3.9, up-conversion with its record builder. */
@Domain(RecordArbitraries.class)
@Domain(DomainContext.Global.class)
class FormatConversionTest {
    private static final OldKafka KAFKA = oldKafka();

    private static OldKafka oldKafka() {
        try {
            return new OldKafka();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        KAFKA.close();
    }

    private static RecordBatch batch(Entries entries, CompressionType compression, boolean appendTime) {
        RecordBatchBuilder batch =
                RecordBatch.builder().baseOffset(entries.baseOffset()).compression(compression);
        if (appendTime) {
            batch.logAppendTime(123_456);
        }
        return batch.appendAll(entries.records()).build();
    }

    @Property(tries = 200)
    void downConversionWritesTheSameBytesAsKafka(
            @ForAll Entries entries,
            @ForAll @IntRange(max = 1) int magic,
            @ForAll boolean appendTime,
            @ForAll @IntRange(max = 19) int from)
            throws ReflectiveOperationException {
        List<Record> records = entries.records();
        long firstOffset = records.get(from % records.size()).offset();
        Records source = Records.of(
                batch(entries, CompressionType.NONE, appendTime),
                new EndTransactionMarker(EndTransactionMarker.Type.COMMIT, 1).toBatch(0, 0, 7, (short) 0));

        assertThat(source.downConverted(magic, firstOffset).bytes())
                .isEqualTo(KAFKA.downConverted(source.bytes(), magic, firstOffset));
    }

    @Property(tries = 200)
    void downConversionOfCompressedBatchesYieldsTheSameRecordsAsKafka(
            @ForAll Entries entries,
            @ForAll CompressionType compression,
            @ForAll @IntRange(max = 1) int magic,
            @ForAll boolean appendTime)
            throws ReflectiveOperationException {
        Assume.that(compression != CompressionType.NONE && compression != CompressionType.ZSTD);
        Records source = Records.of(batch(entries, compression, appendTime));

        Records ours = source.downConverted(magic, 0);
        Bytes theirs = KAFKA.downConverted(source.bytes(), magic, 0);

        assertThat(ours.records()).isEqualTo(Records.read(theirs).records());
        assertThat(KafkaRecords.read(ours.bytes())).isEqualTo(KafkaRecords.read(theirs));
        assertThat(ours.batches()).hasSize(1);
        assertThat(ours.batches().get(0).compression()).isEqualTo(compression);
        assertThat(ours.batches().get(0).lastOffset())
                .isEqualTo(Records.read(theirs).batches().get(0).lastOffset());
        assertThat(ours.batches().get(0).maxTimestamp())
                .isEqualTo(Records.read(theirs).batches().get(0).maxTimestamp());
    }

    @Property(tries = 100)
    void fromMagic1ToMagic0EqualsKafka(@ForAll Entries entries) throws ReflectiveOperationException {
        Records source = Records.messageSet(1).appendAll(entries.records()).build();

        assertThat(source.downConverted(0, 0).bytes()).isEqualTo(KAFKA.downConverted(source.bytes(), 0, 0));
        assertThat(source.downConverted(1, 0)).isEqualTo(source);
    }

    @Property(tries = 200)
    void upConversionEqualsKafkasBuilder(@ForAll Entries entries, @ForAll @IntRange(max = 1) int magic) {
        Records source = Records.messageSet(magic).appendAll(entries.records()).build();
        MemoryRecordsBuilder builder = MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                KafkaRecords.compression(CompressionType.NONE),
                org.apache.kafka.common.record.TimestampType.CREATE_TIME,
                500);
        long offset = 500;
        for (MutableRecordBatch batch : KafkaRecords.batches(source.bytes())) {
            for (org.apache.kafka.common.record.internal.Record each : batch) {
                builder.appendWithOffset(offset++, each);
            }
        }

        assertThat(source.upConverted(500).bytes())
                .isEqualTo(Bytes.copyOf(builder.build().buffer()));
    }

    @Property(tries = 100)
    void upConversionKeepsTheCompression(@ForAll Entries entries, @ForAll CompressionType compression) {
        Assume.that(compression != CompressionType.ZSTD);
        Records source = Records.messageSet(1)
                .baseOffset(entries.baseOffset())
                .compression(compression)
                .appendAll(entries.records())
                .build();

        RecordBatch converted = source.upConverted(500);

        assertThat(converted.compression()).isEqualTo(compression);
        assertThat(KafkaRecords.read(converted.bytes()))
                .extracting(Record::value)
                .isEqualTo(entries.records().stream().map(Record::value).toList());
    }

    @Example
    void zstdIsNotDownConverted() {
        Records source = Records.of(RecordBatch.builder()
                .compression(CompressionType.ZSTD)
                .append(1, null, null)
                .build());

        assertThatThrownBy(() -> source.downConverted(1, 0))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("magic 1 has no zstd");
    }

    /** Offsets inside a wrapper need not increase for readers, as in Kafka, but must not be written out of order. */
    @Example
    void offsetsOutOfOrderAreNotConverted() throws IOException {
        Bytes first = Records.messageSet(1).append(1, null, null).build().bytes();
        Bytes compressed = new GzipCodec().compress(first.concat(first), 1);
        Records alone = Records.messageSet(1).append(1, null, compressed).build();
        LegacyMessage wrapper = ((LegacyMessage) alone.batches().get(0))
                .with(LegacyMessageField.ATTRIBUTES, CompressionType.GZIP.id())
                .withCorrectCrc();
        Records records = Records.read(wrapper.bytes());

        assertThat(records.records()).extracting(Record::offset).containsExactly(0L, 0L);
        assertThatThrownBy(() -> records.downConverted(0, 0))
                .hasMessage("MessageSet v1, Batches[0] at byte 0: expected messages with increasing offsets, to be"
                        + " converted, found offset 0 after 0");
    }
}
