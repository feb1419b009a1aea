package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record as consumers see it, with absolute offset and timestamp.
 *
 * @param offset the offset in the partition
 * @param timestamp milliseconds since the epoch, or {@link #NO_TIMESTAMP}
 * @param timestampType the meaning of the timestamp
 * @param key the key, or null
 * @param value the value, or null (a tombstone if the topic is compacted)
 * @param headers the headers; empty before magic 2
 */
@SuppressWarnings("JavaLangClash") // Kafka's term; java.lang.Record is not used here
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

    /** Creates a record with its creation time and without headers. */
    public Record(long offset, long timestamp, @Nullable Bytes key, @Nullable Bytes value) {
        this(offset, timestamp, TimestampType.CREATE_TIME, key, value, List.of());
    }
}
