package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as a consumer sees it, with absolute offset and timestamp.
 *
 * @param offset its place in the partition
 * @param timestamp milliseconds since the epoch, or {@link #NO_TIMESTAMP}
 * @param timestampType what the timestamp tells
 * @param key its key, or null
 * @param value its value, or null (a tombstone, where the topic is compacted)
 * @param headers in their order; empty before magic 2
 */
@SuppressWarnings("JavaLangClash") // Kafka's own word, and nothing here means the other one
public record Record(
        long offset,
        long timestamp,
        TimestampType timestampType,
        @Nullable Bytes key,
        @Nullable Bytes value,
        List<RecordHeader> headers) {
    /** The timestamp of a record that has none. */
    public static final long NO_TIMESTAMP = -1;

    public Record {
        headers = List.copyOf(headers);
    }

    /** A record with the time of its making and without headers. */
    public Record(long offset, long timestamp, @Nullable Bytes key, @Nullable Bytes value) {
        this(offset, timestamp, TimestampType.CREATE_TIME, key, value, List.of());
    }
}
