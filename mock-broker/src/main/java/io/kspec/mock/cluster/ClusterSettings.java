package io.kspec.mock.cluster;

import io.kspec.mock.group.GroupSettings;

/**
 * How the cluster behaves where Kafka has a setting for it.
 *
 * @param autoCreateTopics {@code auto.create.topics.enable}
 * @param defaultPartitions {@code num.partitions}: how many partitions a topic gets if nobody says, 1 or more
 * @param logBytes how many bytes of records all logs may hold; an append beyond is answered KAFKA_STORAGE_ERROR
 * @param groups the settings of group coordination
 */
public record ClusterSettings(boolean autoCreateTopics, int defaultPartitions, long logBytes, GroupSettings groups) {
    /** Kafka's defaults, but no more than half a gigabyte of records and a thousand members in a group. */
    public static final ClusterSettings DEFAULTS =
            new ClusterSettings(true, 1, 512L << 20, GroupSettings.DEFAULTS.withMaxSize(1000));

    public ClusterSettings {
        if (defaultPartitions < 1 || logBytes < 0) {
            throw new IllegalArgumentException("expected at least 1 partition and 0 bytes of records, found "
                    + defaultPartitions + " and " + logBytes);
        }
    }

    public ClusterSettings withAutoCreateTopics(boolean enabled) {
        return new ClusterSettings(enabled, defaultPartitions, logBytes, groups);
    }

    public ClusterSettings withDefaultPartitions(int count) {
        return new ClusterSettings(autoCreateTopics, count, logBytes, groups);
    }

    public ClusterSettings withLogBytes(long bytes) {
        return new ClusterSettings(autoCreateTopics, defaultPartitions, bytes, groups);
    }

    public ClusterSettings withGroups(GroupSettings settings) {
        return new ClusterSettings(autoCreateTopics, defaultPartitions, logBytes, settings);
    }
}
