package io.kspec.golden.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordHeader;
import io.kspec.protocol.record.Records;

/** The records that scripts produce: always the same, with fixed timestamps. */
final class PreparedRecords {
    /** 14 November 2023, 22:13:20 UTC. */
    static final long TIME = 1_700_000_000_000L;

    private static final long SECOND = 1000;

    private PreparedRecords() {}

    /** A batch of records a second apart, each with key and value, the second one with a header. */
    static RecordBatchBuilder batch(int count) {
        RecordBatchBuilder batch = RecordBatch.builder();
        for (int i = 0; i < count; i++) {
            RecordHeader[] headers =
                    i == 1 ? new RecordHeader[] {new RecordHeader("trace", bytes("t-1"))} : new RecordHeader[0];
            batch.append(TIME + i * SECOND, bytes("key-" + i), bytes("value-" + i), headers);
        }
        return batch;
    }

    static Records records(int count) {
        return Records.of(batch(count).build());
    }

    static Records compressed(CompressionType type) {
        return Records.of(batch(2).compression(type).build());
    }

    /** A message set of the older formats. */
    static Records messages(int magic, int count) {
        var messages = Records.messageSet(magic);
        for (int i = 0; i < count; i++) {
            messages.append(TIME + i * SECOND, bytes("key-" + i), bytes("value-" + i));
        }
        return messages.build();
    }

    /** One record whose value has a size. */
    static Records large(int valueSize) {
        return Records.of(RecordBatch.builder()
                .append(TIME, null, bytes("x".repeat(valueSize)))
                .build());
    }

    /** A batch that an idempotent producer sends. */
    static Records of(long producerId, short epoch, int sequence) {
        return Records.of(batch(1).producer(producerId, epoch, sequence).build());
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
