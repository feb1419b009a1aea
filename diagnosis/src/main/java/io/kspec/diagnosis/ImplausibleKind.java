package io.kspec.diagnosis;

/** Values that decode but cannot be. */
public enum ImplausibleKind {
    /** The leader of a partition, a replica or the controller is none of the brokers. */
    LEADER_UNKNOWN,
    /** Replicas, but no leader and no error that says why; or a leader that is no replica. */
    LEADER_AMISS,
    /** No coordinator although no error says so. */
    COORDINATOR_UNKNOWN,
    /** A host that nobody can dial: empty, {@code 0.0.0.0}, {@code ::}; or a port that is none. */
    HOST_UNUSABLE,
    /** Partitions that do not count from 0 without gaps. */
    PARTITIONS_NOT_CONTIGUOUS,
    /** The high watermark below the log start, or the last stable offset above the high watermark. */
    WATERMARK_ORDER,
    /** Base offsets of batches that do not increase, or lie before what was asked for. */
    OFFSETS_NOT_INCREASING,
    /** A checksum that does not match. */
    CHECKSUM,
    /** A batch's record count that its last offset delta does not allow, or that is not that of its records. */
    RECORD_COUNT,
    /** Records that break their format otherwise. */
    RECORDS_BROKEN,
    /** More than one batch where Produce takes one. */
    BATCHES_TOO_MANY,
    /** Null for no records; or none at all in Produce. */
    RECORDS_NULL,
    /** Records beside another broker that they are to be read from. */
    READ_REPLICA_WITH_RECORDS,
    /** An offset that looks like a timestamp. */
    OFFSET_IS_TIMESTAMP,
    /** A timestamp that looks like an offset or is not in milliseconds. */
    TIMESTAMP_IMPLAUSIBLE,
    /** An offset below -1, or none without an error. */
    OFFSET_IMPOSSIBLE,
    /** A throttle time that is as long as the request was to wait. */
    THROTTLE_IS_WAIT,
    /** A timeout below 0, or of more than a day. */
    TIMEOUT_ABSURD,
    /** Acks other than -1, 0 and 1. */
    ACKS_UNKNOWN,
    /** A throttle time below 0. */
    THROTTLE_NEGATIVE,
    /** An error code that Kafka does not have. */
    ERROR_UNKNOWN,
    /** A topic or partition that was asked for and is not answered. */
    TOPIC_ABSENT,
    /** A topic or partition that is answered and was not asked for. */
    TOPIC_EXTRA,
    /** A topic, partition or broker that stands twice. */
    TWICE,
    /** An empty string where Kafka writes null. */
    EMPTY_FOR_NULL,
    /** A group without an assignment protocol, on success. */
    PROTOCOL_NAME_EMPTY,
    /** A member of a group without an id, on success. */
    MEMBER_ID_EMPTY,
    /** A leader that is not among the members, or a list of members that is not the leader's. */
    MEMBERS_AMISS,
    /** No API at all among the versions. */
    NO_VERSIONS,
    /** A least version above the highest. */
    VERSIONS_REVERSED
}
