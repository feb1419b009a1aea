package io.kspec.mock.group.streams;

/**
 * The configurations of a streams group, by the names of Kafka's group configurations.
 *
 * @param sessionTimeoutMs {@code streams.session.timeout.ms}: how long a member may be silent
 * @param heartbeatIntervalMs {@code streams.heartbeat.interval.ms}
 * @param assignmentIntervalMs {@code streams.assignment.interval.ms}: the least time between two assignments
 * @param initialRebalanceDelayMs {@code streams.initial.rebalance.delay.ms}: how long a new group waits for more members
 * @param standbyReplicas {@code streams.num.standby.replicas}: how many copies of a state are kept
 * @param maxSize {@code group.streams.max.size}: how many members a group may have
 */
public record StreamsGroupSettings(
        int sessionTimeoutMs,
        int heartbeatIntervalMs,
        int assignmentIntervalMs,
        int initialRebalanceDelayMs,
        int standbyReplicas,
        int maxSize) {}
