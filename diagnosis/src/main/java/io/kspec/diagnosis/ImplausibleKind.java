package io.kspec.diagnosis;

/** Kinds of values that decode but cannot be right. */
public enum ImplausibleKind {
    /** A partition's leader is not one of the brokers. */
    LEADER_UNKNOWN,
    /** The controller is not one of the brokers. */
    CONTROLLER_UNKNOWN,
    /** Replicas without a leader and without an error, a leader that is offline, or a leader, in-sync or offline replica that is no replica. */
    LEADER_AMISS,
    /** No coordinator although there is no error, or one that is not a broker. */
    COORDINATOR_UNKNOWN,
    /** A host that clients cannot connect to (empty, {@code 0.0.0.0}, {@code ::}), or an invalid port. */
    HOST_UNUSABLE,
    /** Partition indexes that do not run from 0 without gaps. */
    PARTITIONS_NOT_CONTIGUOUS,
    /** The high watermark is below the log start, or the last stable offset above the high watermark. */
    WATERMARK_ORDER,
    /** Base offsets of batches that do not increase, or are below the requested offset. */
    OFFSETS_NOT_INCREASING,
    /** A wrong checksum. */
    CHECKSUM,
    /** A batch's record count that contradicts its last offset delta. */
    RECORD_COUNT,
    /** Records that break their format in another way. */
    RECORDS_BROKEN,
    /** More than one batch where Produce accepts one. */
    BATCHES_TOO_MANY,
    /** Null instead of empty records in Fetch, or no records in Produce. */
    RECORDS_NULL,
    /** Records together with a preferred read replica. */
    READ_REPLICA_WITH_RECORDS,
    /** An offset that looks like a timestamp. */
    OFFSET_IS_TIMESTAMP,
    /** A timestamp that looks like an offset, or is not in milliseconds. */
    TIMESTAMP_IMPLAUSIBLE,
    /** An offset below -1. */
    OFFSET_IMPOSSIBLE,
    /** A throttle time as long as the request's maximum wait. */
    THROTTLE_IS_WAIT,
    /** A negative timeout, or one of more than a day. */
    TIMEOUT_ABSURD,
    /** Acks other than -1, 0 and 1. */
    ACKS_UNKNOWN,
    /** A negative throttle time. */
    THROTTLE_NEGATIVE,
    /** An error code unknown to Kafka. */
    ERROR_UNKNOWN,
    /** A requested topic or partition is missing from the response. */
    TOPIC_ABSENT,
    /** A topic or partition in the response that was not requested. */
    TOPIC_EXTRA,
    /** A partition, broker or API that is listed twice, or any array with two equal entries. */
    TWICE,
    /** An empty string where Kafka writes null. */
    EMPTY_FOR_NULL,
    /** A successful JoinGroup without a protocol, or with one the member did not offer. */
    PROTOCOL_NAME_EMPTY,
    /** A successful JoinGroup without a member id. */
    MEMBER_ID_EMPTY,
    /** A group leader that is not among the members, or members listed for a follower. */
    MEMBERS_AMISS,
    /** ApiVersions without any API. */
    NO_VERSIONS,
    /** A lowest version above the highest. */
    VERSIONS_REVERSED
}
