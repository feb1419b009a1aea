package io.kspec.mock.group.share;

/**
 * The configurations of a share group, by the names of Kafka's group configurations.
 *
 * @param sessionTimeoutMs {@code share.session.timeout.ms}: how long a member may be silent
 * @param heartbeatIntervalMs {@code share.heartbeat.interval.ms}
 * @param assignmentIntervalMs {@code share.assignment.interval.ms}: the least time between two assignments
 * @param recordLockDurationMs {@code share.record.lock.duration.ms}: how long a member may hold a record
 * @param deliveryCountLimit {@code share.delivery.count.limit}: how often a record is delivered at most, 2 or more
 * @param partitionMaxRecordLocks {@code share.partition.max.record.locks}: how many records of a partition may be in flight
 * @param autoOffsetReset {@code share.auto.offset.reset}: {@code latest}, {@code earliest} or {@code by_duration:} and an ISO-8601
 *     duration
 * @param readCommitted whether {@code share.isolation.level} is {@code read_committed}
 * @param renewEnabled {@code share.renew.acknowledge.enable}: whether members may extend locks
 */
public record ShareTerms(
        int sessionTimeoutMs,
        int heartbeatIntervalMs,
        int assignmentIntervalMs,
        int recordLockDurationMs,
        int deliveryCountLimit,
        int partitionMaxRecordLocks,
        String autoOffsetReset,
        boolean readCommitted,
        boolean renewEnabled) {
    /** The fewest deliveries after which records are delivered in smaller numbers. */
    private static final int LEAST_THROTTLED = 2;

    /**
     * The number of deliveries from which on fewer records are delivered at once, so that one bad record does not use up the deliveries of
     * all.
     */
    int throttledFrom() {
        return Math.max(LEAST_THROTTLED, (deliveryCountLimit + 1) / 2);
    }
}
