package io.kspec.mock.group;

/**
 * The broker settings that the classic group protocol obeys, named in Kafka's words.
 *
 * @param minSessionTimeoutMs {@code group.min.session.timeout.ms}: a JoinGroup that asks for less is refused with
 *     INVALID_SESSION_TIMEOUT
 * @param maxSessionTimeoutMs {@code group.max.session.timeout.ms}: likewise for more
 * @param initialRebalanceDelayMs {@code group.initial.rebalance.delay.ms}: how long an empty group waits for more members
 *     after the first
 * @param maxSize {@code group.max.size}: how many members a group may have; more are refused with GROUP_MAX_SIZE_REACHED
 * @param newMemberJoinTimeoutMs how long a member that was never in a generation may wait at the join barrier; five minutes
 *     in Kafka, where it is no setting
 * @param offsetMetadataMaxSize {@code offset.metadata.max.bytes}: the longest metadata of a committed offset, in UTF-16 units
 *     as Kafka counts
 * @param heldBytes about how many bytes all groups may hold together, ids, subscriptions, assignments and offsets; Kafka has
 *     no such setting, a mock in memory needs one
 */
public record GroupSettings(
        int minSessionTimeoutMs,
        int maxSessionTimeoutMs,
        int initialRebalanceDelayMs,
        int maxSize,
        int newMemberJoinTimeoutMs,
        int offsetMetadataMaxSize,
        long heldBytes) {

    /** Kafka's defaults, except that an empty group does not wait for more members (Kafka waits 3 s), so that tests are quick. */
    public static final GroupSettings DEFAULTS =
            new GroupSettings(6_000, 1_800_000, 0, Integer.MAX_VALUE, 300_000, 4_096, 64 << 20);

    /** These settings with another {@code group.initial.rebalance.delay.ms}. */
    public GroupSettings withInitialRebalanceDelayMs(int delayMs) {
        return new GroupSettings(
                minSessionTimeoutMs,
                maxSessionTimeoutMs,
                delayMs,
                maxSize,
                newMemberJoinTimeoutMs,
                offsetMetadataMaxSize,
                heldBytes);
    }

    /** These settings with another {@code group.max.size}. */
    public GroupSettings withMaxSize(int size) {
        return new GroupSettings(
                minSessionTimeoutMs,
                maxSessionTimeoutMs,
                initialRebalanceDelayMs,
                size,
                newMemberJoinTimeoutMs,
                offsetMetadataMaxSize,
                heldBytes);
    }

    /** These settings with other bounds for the session timeout. */
    public GroupSettings withSessionTimeoutsMs(int min, int max) {
        return new GroupSettings(
                min, max, initialRebalanceDelayMs, maxSize, newMemberJoinTimeoutMs, offsetMetadataMaxSize, heldBytes);
    }

    /** These settings with another bound on what all groups hold. */
    public GroupSettings withHeldBytes(long bytes) {
        return new GroupSettings(
                minSessionTimeoutMs,
                maxSessionTimeoutMs,
                initialRebalanceDelayMs,
                maxSize,
                newMemberJoinTimeoutMs,
                offsetMetadataMaxSize,
                bytes);
    }

    public boolean allowsSessionTimeout(int timeoutMs) {
        return timeoutMs >= minSessionTimeoutMs && timeoutMs <= maxSessionTimeoutMs;
    }
}
