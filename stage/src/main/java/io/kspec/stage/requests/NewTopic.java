package io.kspec.stage.requests;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic to be created.
 *
 * @param partitions how many, or -1 for the broker's default or for as many as are assigned
 * @param replicas the replication factor, or -1 likewise
 * @param configs Kafka's topic configuration, such as {@code cleanup.policy}
 * @param assignments the brokers of each partition's replicas; empty to leave the choice to the target
 */
public record NewTopic(
        String name,
        int partitions,
        int replicas,
        Map<String, String> configs,
        Map<Integer, List<Integer>> assignments) {
    public NewTopic {
        configs = Collections.unmodifiableMap(new LinkedHashMap<>(configs));
        assignments = Collections.unmodifiableMap(new LinkedHashMap<>(assignments));
    }

    /** A topic with replication factor 1. */
    public static NewTopic of(String name, int partitions) {
        return new NewTopic(name, partitions, 1, Map.of(), Map.of());
    }

    /** A topic with the broker's default number of partitions and replicas. */
    public static NewTopic withDefaults(String name) {
        return of(name, -1).replicas(-1);
    }

    public NewTopic replicas(int count) {
        return new NewTopic(name, partitions, count, configs, assignments);
    }

    public NewTopic config(String key, String value) {
        return configs(Map.of(key, value));
    }

    /** Replaces the configuration. */
    public NewTopic configs(Map<String, String> all) {
        return new NewTopic(name, partitions, replicas, all, assignments);
    }

    /** Assigns the replicas of partition 0, for a topic that has no other. */
    public NewTopic assignedTo(Integer... brokers) {
        return assigned(Map.of(0, List.of(brokers)));
    }

    /** Assigns the replicas of each partition; the request has the partitions in ascending order. */
    public NewTopic assigned(Map<Integer, List<Integer>> all) {
        return new NewTopic(name, partitions, replicas, configs, new TreeMap<>(all));
    }
}
