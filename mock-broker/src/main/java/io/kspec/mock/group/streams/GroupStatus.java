package io.kspec.mock.group.streams;

/**
 * Something that a member is told about its streams group, though its heartbeat is accepted.
 *
 * @param detail for the client's user
 */
public record GroupStatus(Kind kind, String detail) {
    /** What is told, in the order of Kafka's codes. */
    public enum Kind {
        /** The member runs an older application than the group. */
        STALE_TOPOLOGY,
        /** Topics that the application reads do not exist. */
        MISSING_SOURCE_TOPICS,
        /** Topics have other numbers of partitions than the application needs. */
        INCORRECTLY_PARTITIONED_TOPICS,
        /** Topics that the application has created for itself do not exist yet. */
        MISSING_INTERNAL_TOPICS,
        /** A member has asked all others to stop. */
        SHUTDOWN_APPLICATION,
        /** Tasks are assigned later. */
        ASSIGNMENT_DELAYED;

        /** Kafka's code. */
        public int code() {
            return ordinal();
        }
    }
}
