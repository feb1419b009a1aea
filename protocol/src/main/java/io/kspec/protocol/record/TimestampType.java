package io.kspec.protocol.record;

/** What the timestamp of a record tells. */
public enum TimestampType {
    /** Magic 0 has no timestamps. */
    NO_TIMESTAMP_TYPE,
    /** When the producer made the record. */
    CREATE_TIME,
    /** When the broker appended the batch; one value for all its records. */
    LOG_APPEND_TIME
}
