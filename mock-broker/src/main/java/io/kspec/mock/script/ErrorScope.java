package io.kspec.mock.script;

import io.kspec.protocol.ErrorCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Whether Kafka reports an error for a request as a whole, or for each topic, partition or member in it. */
final class ErrorScope {
    /** Errors that concern a topic or a partition, whatever the API. */
    private static final Set<ErrorCode> OF_ENTRIES = EnumSet.of(
            ErrorCode.OFFSET_OUT_OF_RANGE,
            ErrorCode.CORRUPT_MESSAGE,
            ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
            ErrorCode.LEADER_NOT_AVAILABLE,
            ErrorCode.NOT_LEADER_OR_FOLLOWER,
            ErrorCode.REPLICA_NOT_AVAILABLE,
            ErrorCode.MESSAGE_TOO_LARGE,
            ErrorCode.OFFSET_METADATA_TOO_LARGE,
            ErrorCode.INVALID_TOPIC_EXCEPTION,
            ErrorCode.TOPIC_AUTHORIZATION_FAILED,
            ErrorCode.KAFKA_STORAGE_ERROR,
            ErrorCode.FENCED_LEADER_EPOCH,
            ErrorCode.UNKNOWN_LEADER_EPOCH,
            ErrorCode.OFFSET_NOT_AVAILABLE,
            ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
            ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC,
            ErrorCode.UNSTABLE_OFFSET_COMMIT,
            ErrorCode.UNKNOWN_TOPIC_ID,
            ErrorCode.INCONSISTENT_TOPIC_ID,
            ErrorCode.OFFSET_MOVED_TO_TIERED_STORAGE,
            ErrorCode.NO_REASSIGNMENT_IN_PROGRESS,
            ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE,
            ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE,
            ErrorCode.ELECTION_NOT_NEEDED,
            ErrorCode.INVALID_REPLICA_ASSIGNMENT,
            ErrorCode.INVALID_RECORD_STATE);

    /** Errors that concern entries in some APIs, and the request as a whole in others. */
    private static final Map<String, Set<ErrorCode>> OF_ENTRIES_IN = Map.of(
            "LeaveGroup",
            EnumSet.of(ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.FENCED_INSTANCE_ID),
            "AddPartitionsToTxn",
            EnumSet.complementOf(EnumSet.of(
                    ErrorCode.CLUSTER_AUTHORIZATION_FAILED,
                    ErrorCode.UNKNOWN_SERVER_ERROR,
                    ErrorCode.UNSUPPORTED_VERSION,
                    ErrorCode.INVALID_REQUEST)));

    /** The APIs that repeat an error of the whole request in every entry, and up to which version. */
    private static final Map<String, Integer> REPEATING = Map.of(
            "AlterPartitionReassignments", 1,
            "DescribeUserScramCredentials", 0,
            "ElectLeaders", 2,
            "Fetch", 12,
            "Metadata", 13);

    private ErrorScope() {}

    /** Whether an API reports an error for each entry even if it could report it for the whole. */
    static boolean isOfEntries(String api, ErrorCode error) {
        return OF_ENTRIES.contains(error)
                || OF_ENTRIES_IN.getOrDefault(api, Set.of()).contains(error);
    }

    /** Whether an API repeats an error of the whole request in every entry. */
    static boolean isRepeated(String api, int version) {
        return version <= REPEATING.getOrDefault(api, -1);
    }
}
