package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Writes and reads records by kafka-clients. */
final class KafkaRecords {
    private KafkaRecords() {}

    static MemoryRecordsBuilder builder(
            int magic, CompressionType compression, @Nullable Long logAppendTime, long baseOffset) {
        return MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                (byte) magic,
                compression(compression),
                logAppendTime == null
                        ? org.apache.kafka.common.record.TimestampType.CREATE_TIME
                        : org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME,
                baseOffset,
                logAppendTime == null ? Record.NO_TIMESTAMP : logAppendTime,
                77L,
                (short) 3,
                1000,
                true,
                9);
    }

    static MemoryRecordsBuilder messageSetBuilder(
            int magic, CompressionType compression, @Nullable Long logAppendTime, long baseOffset) {
        return MemoryRecords.builder(
                ByteBuffer.allocate(1024),
                (byte) magic,
                compression(compression),
                logAppendTime == null
                        ? org.apache.kafka.common.record.TimestampType.CREATE_TIME
                        : org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME,
                baseOffset,
                logAppendTime == null ? Record.NO_TIMESTAMP : logAppendTime);
    }

    static Bytes write(MemoryRecordsBuilder builder, List<Record> records) {
        for (Record each : records) {
            builder.appendWithOffset(
                    each.offset(), each.timestamp(), array(each.key()), array(each.value()), headers(each));
        }
        return Bytes.copyOf(builder.build().buffer());
    }

    /** Reads records with Kafka's checks. */
    static List<Record> read(Bytes bytes) {
        List<Record> records = new ArrayList<>();
        for (MutableRecordBatch batch : batches(bytes)) {
            batch.ensureValid();
            for (org.apache.kafka.common.record.internal.Record each : batch) {
                each.ensureValid();
                records.add(new Record(
                        each.offset(),
                        each.timestamp(),
                        TimestampType.valueOf(batch.timestampType().name()),
                        bytes(each.key()),
                        bytes(each.value()),
                        Arrays.stream(each.headers()).map(KafkaRecords::header).toList()));
            }
        }
        return records;
    }

    static Iterable<MutableRecordBatch> batches(Bytes bytes) {
        return MemoryRecords.readableRecords(ByteBuffer.wrap(bytes.toArray())).batches();
    }

    static Compression compression(CompressionType type) {
        return Compression.of(type.toString()).build();
    }

    static Header[] headers(Record record) {
        return record.headers().stream()
                .map(each -> new RecordHeader(each.key(), array(each.value())))
                .toArray(Header[]::new);
    }

    private static io.kspec.protocol.record.RecordHeader header(Header header) {
        byte[] value = header.value();
        return new io.kspec.protocol.record.RecordHeader(header.key(), value == null ? null : Bytes.wrap(value));
    }

    static byte @Nullable [] array(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.toArray();
    }

    private static @Nullable Bytes bytes(@Nullable ByteBuffer buffer) {
        return buffer == null ? null : Bytes.wrap(Utils.toArray(buffer));
    }
}
