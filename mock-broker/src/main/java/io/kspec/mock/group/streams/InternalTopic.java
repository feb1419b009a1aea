package io.kspec.mock.group.streams;

import io.kspec.mock.group.MemoryBudget;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A topic that a streams application has created for itself.
 *
 * @param partitions how many it has; 0 if that follows from other topics
 * @param replicationFactor 0 for the default of the cluster
 * @param configs its configurations, by name
 */
public record InternalTopic(String name, int partitions, int replicationFactor, SortedMap<String, String> configs) {
    public InternalTopic {
        configs = Collections.unmodifiableSortedMap(new TreeMap<>(configs));
    }

    InternalTopic withPartitions(int count) {
        return new InternalTopic(name, count, replicationFactor, configs);
    }

    /** The estimated memory of the topic, in bytes. */
    long heldBytes() {
        return MemoryBudget.of(name)
                + configs.entrySet().stream()
                        .mapToLong(config -> MemoryBudget.of(config.getKey()) + MemoryBudget.of(config.getValue()))
                        .sum();
    }
}
