package io.kspec.protocol.record;

/** The meaning of the timestamp of a record. */
public enum TimestampType {
    /** Magic 0 has no timestamps. */
    NO_TIMESTAMP_TYPE,
    /** The time at which the producer created the record. */
    CREATE_TIME,
    /** The time at which the broker appended the batch, the same for all its records. */
    LOG_APPEND_TIME
}
