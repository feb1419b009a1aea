package io.kspec.protocol.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.RecordArbitraries.Entries;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.apache.kafka.common.record.internal.MutableRecordBatch;

/** Compares magic 2 with kafka-clients, in both directions. */
@Domain(RecordArbitraries.class)
class KafkaRecordBatchOracleTest {
    private static RecordBatchBuilder builder(Entries entries) {
        return RecordBatch.builder()
                .baseOffset(entries.baseOffset())
                .producer(77, (short) 3, 1000)
                .partitionLeaderEpoch(9)
                .transactional();
    }

    @Property(tries = 300)
    void kafkaReadsWhatIsWritten(@ForAll Entries entries, @ForAll CompressionType compression) {
        RecordBatch written = builder(entries)
                .compression(compression)
                .appendAll(entries.records())
                .build();

        assertThat(KafkaRecords.read(written.bytes())).isEqualTo(entries.records());
        MutableRecordBatch batch =
                KafkaRecords.batches(written.bytes()).iterator().next();
        assertThat(batch.compressionType().name).isEqualTo(compression.toString());
        assertThat(batch.lastOffset()).isEqualTo(written.lastOffset());
        assertThat(batch.maxTimestamp()).isEqualTo(written.maxTimestamp());
        assertThat(batch.producerId()).isEqualTo(77);
        assertThat(batch.producerEpoch()).isEqualTo((short) 3);
        assertThat(batch.baseSequence()).isEqualTo(1000);
        assertThat(batch.partitionLeaderEpoch()).isEqualTo(9);
        assertThat(batch.isTransactional()).isTrue();
    }

    @Property(tries = 300)
    void whatKafkaWritesIsRead(@ForAll Entries entries, @ForAll CompressionType compression) {
        Bytes written =
                KafkaRecords.write(KafkaRecords.builder(2, compression, null, entries.baseOffset()), entries.records());

        Records read = Records.read(written);

        assertThat(read.records()).isEqualTo(entries.records());
        assertThat(read.bytes()).isEqualTo(written);
    }

    @Property(tries = 300)
    void withoutCompressionBothWriteTheSameBytes(@ForAll Entries entries) {
        Bytes theirs = KafkaRecords.write(
                KafkaRecords.builder(2, CompressionType.NONE, null, entries.baseOffset()), entries.records());

        assertThat(builder(entries).appendAll(entries.records()).build().bytes())
                .isEqualTo(theirs);
    }

    @Property(tries = 100)
    void withLogAppendTimeBothWriteTheSameBytes(@ForAll Entries entries) {
        Bytes theirs = KafkaRecords.write(
                KafkaRecords.builder(2, CompressionType.NONE, 123_456L, entries.baseOffset()), entries.records());

        RecordBatch ours = builder(entries)
                .logAppendTime(123_456)
                .appendAll(entries.records())
                .build();

        assertThat(ours.bytes()).isEqualTo(theirs);
        assertThat(KafkaRecords.read(theirs)).isEqualTo(ours.records());
    }

    @Property(tries = 100)
    void aBrokersAppendChangesTheSameBytes(@ForAll Entries entries, @ForAll CompressionType compression) {
        RecordBatch sent = builder(entries)
                .compression(compression)
                .appendAll(entries.records())
                .build();
        byte[] array = sent.bytes().toArray();
        MutableRecordBatch theirs =
                KafkaRecords.batches(Bytes.wrap(array)).iterator().next();
        long last = 5_000_000_000L + sent.lastOffsetDelta();
        theirs.setLastOffset(last);
        theirs.setPartitionLeaderEpoch(12);
        theirs.setMaxTimestamp(org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME, 99);
        ByteBuffer appended = ByteBuffer.allocate(theirs.sizeInBytes());
        theirs.writeTo(appended);

        RecordBatch ours = sent.appendedAt(5_000_000_000L, 12).withMaxTimestamp(TimestampType.LOG_APPEND_TIME, 99);

        assertThat(ours.bytes()).isEqualTo(Bytes.copyOf(appended.flip()));
    }
}
