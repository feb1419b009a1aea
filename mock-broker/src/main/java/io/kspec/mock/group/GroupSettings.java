package io.kspec.mock.group;

import org.apiguardian.api.API;

/**
 * The broker settings for groups, under Kafka's names.
 *
 * @param minSessionTimeoutMs {@code group.min.session.timeout.ms}: a JoinGroup with a shorter session timeout is
 *     refused with INVALID_SESSION_TIMEOUT
 * @param maxSessionTimeoutMs {@code group.max.session.timeout.ms}: a JoinGroup with a longer session timeout is refused
 *     with INVALID_SESSION_TIMEOUT
 * @param initialRebalanceDelayMs {@code group.initial.rebalance.delay.ms}: how long an empty group waits for more
 *     members after the first one
 * @param maxSize {@code group.max.size}: the largest number of members in a group; further ones are refused with
 *     GROUP_MAX_SIZE_REACHED
 * @param newMemberJoinTimeoutMs how long a member that has never been in a generation may wait at the join barrier;
 *     fixed at five minutes in Kafka
 * @param offsets the settings for committed offsets
 * @param heldBytes the approximate number of bytes that the ids, subscriptions, assignments and offsets of all groups
 *     may take; a limit of the mock's, not of Kafka's
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record GroupSettings(
        int minSessionTimeoutMs,
        int maxSessionTimeoutMs,
        int initialRebalanceDelayMs,
        int maxSize,
        int newMemberJoinTimeoutMs,
        OffsetSettings offsets,
        long heldBytes) {

    /**
     * Kafka's defaults, except that an empty group does not wait for more members (Kafka waits 3 s), to keep tests
     * fast.
     */
    public static final GroupSettings DEFAULTS =
            new GroupSettings(6_000, 1_800_000, 0, Integer.MAX_VALUE, 300_000, OffsetSettings.DEFAULTS, 64 << 20);

    /** These settings with another {@code group.initial.rebalance.delay.ms}. */
    public GroupSettings withInitialRebalanceDelayMs(int delayMs) {
        return new GroupSettings(
                minSessionTimeoutMs, maxSessionTimeoutMs, delayMs, maxSize, newMemberJoinTimeoutMs, offsets, heldBytes);
    }

    /** These settings with another {@code group.max.size}. */
    public GroupSettings withMaxSize(int size) {
        return new GroupSettings(
                minSessionTimeoutMs,
                maxSessionTimeoutMs,
                initialRebalanceDelayMs,
                size,
                newMemberJoinTimeoutMs,
                offsets,
                heldBytes);
    }

    /** These settings with another limit on the memory of all groups. */
    public GroupSettings withHeldBytes(long bytes) {
        return new GroupSettings(
                minSessionTimeoutMs,
                maxSessionTimeoutMs,
                initialRebalanceDelayMs,
                maxSize,
                newMemberJoinTimeoutMs,
                offsets,
                bytes);
    }

    /** These settings with other bounds of session timeouts. */
    public GroupSettings withSessionTimeoutsMs(int lowest, int highest) {
        return new GroupSettings(
                lowest, highest, initialRebalanceDelayMs, maxSize, newMemberJoinTimeoutMs, offsets, heldBytes);
    }

    /** These settings with other ones for committed offsets. */
    public GroupSettings withOffsets(OffsetSettings settings) {
        return new GroupSettings(
                minSessionTimeoutMs,
                maxSessionTimeoutMs,
                initialRebalanceDelayMs,
                maxSize,
                newMemberJoinTimeoutMs,
                settings,
                heldBytes);
    }

    public boolean allowsSessionTimeout(int timeoutMs) {
        return timeoutMs >= minSessionTimeoutMs && timeoutMs <= maxSessionTimeoutMs;
    }
}
