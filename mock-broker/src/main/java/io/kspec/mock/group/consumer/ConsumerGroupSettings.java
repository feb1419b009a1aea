package io.kspec.mock.group.consumer;

import java.util.List;

/**
 * The settings for one consumer group, from its own configurations or else the broker's.
 *
 * @param sessionTimeoutMs {@code consumer.session.timeout.ms}: a member that sends no heartbeat for so long is removed
 * @param heartbeatIntervalMs {@code consumer.heartbeat.interval.ms}: what members are told
 * @param assignmentIntervalMs {@code consumer.assignment.interval.ms}: the shortest time between two target assignments
 * @param maxSize {@code group.consumer.max.size}: the largest number of members
 * @param assignors {@code group.consumer.assignors}: the names of the assignors that members may choose, the default one first
 * @param migration {@code group.consumer.migration.policy}
 */
public record ConsumerGroupSettings(
        int sessionTimeoutMs,
        int heartbeatIntervalMs,
        int assignmentIntervalMs,
        int maxSize,
        List<String> assignors,
        MigrationPolicy migration) {
    /** Kafka's defaults. */
    public static final ConsumerGroupSettings DEFAULTS = new ConsumerGroupSettings(
            45_000, 5_000, 1_000, Integer.MAX_VALUE, List.of("uniform", "range"), MigrationPolicy.BIDIRECTIONAL);

    public ConsumerGroupSettings {
        assignors = List.copyOf(assignors);
    }

    /** Into which protocol a group with members may be converted. */
    public enum MigrationPolicy {
        DISABLED(false, false),
        UPGRADE(true, false),
        DOWNGRADE(false, true),
        BIDIRECTIONAL(true, true);

        private final boolean upgrades;
        private final boolean downgrades;

        MigrationPolicy(boolean upgrades, boolean downgrades) {
            this.upgrades = upgrades;
            this.downgrades = downgrades;
        }

        /** Whether a classic group becomes a consumer group if a member joins that uses the consumer protocol. */
        boolean upgrades() {
            return upgrades;
        }

        /** Whether a consumer group becomes a classic group if its last member leaves that uses the consumer protocol. */
        boolean downgrades() {
            return downgrades;
        }
    }
}
