package io.kspec.mock.group.consumer;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a member owns, each with the member epoch in which it was assigned; no topic is without partitions.
 *
 * @param epochs by topic id, the epochs by partition
 */
record CurrentAssignment(Map<UUID, SortedMap<Integer, Integer>> epochs) {
    static final CurrentAssignment NONE = new CurrentAssignment(Map.of());

    CurrentAssignment {
        Map<UUID, SortedMap<Integer, Integer>> copy = new HashMap<>();
        epochs.forEach((topic, partitions) -> {
            if (!partitions.isEmpty()) {
                copy.put(topic, new TreeMap<>(partitions));
            }
        });
        epochs = copy;
    }

    /** A target of which all has been assigned in one epoch. */
    static CurrentAssignment of(TargetAssignment target, int epoch) {
        Map<UUID, SortedMap<Integer, Integer>> epochs = new HashMap<>();
        target.partitions().forEach((topic, partitions) -> {
            SortedMap<Integer, Integer> ofTopic = new TreeMap<>();
            partitions.forEach(partition -> ofTopic.put(partition, epoch));
            epochs.put(topic, ofTopic);
        });
        return new CurrentAssignment(epochs);
    }

    boolean isEmpty() {
        return epochs.isEmpty();
    }

    /** The partitions of a topic with their epochs; empty if there are none. */
    SortedMap<Integer, Integer> of(UUID topic) {
        SortedMap<Integer, Integer> found = epochs.get(topic);
        return found == null ? Collections.emptySortedMap() : found;
    }

    boolean contains(UUID topic, int partition) {
        return of(topic).containsKey(partition);
    }

    /** The epoch in which a partition was assigned; null if it is not. */
    @Nullable Integer epoch(UUID topic, int partition) {
        return of(topic).get(partition);
    }

    /** Whether all of these partitions are part of this assignment; not even topics without partitions may be others. */
    boolean containsAll(Map<UUID, Set<Integer>> partitions) {
        return partitions.entrySet().stream()
                .allMatch(topic -> epochs.containsKey(topic.getKey())
                        && of(topic.getKey()).keySet().containsAll(topic.getValue()));
    }

    /** Whether one of these partitions is part of this assignment. */
    boolean containsAny(Map<UUID, Set<Integer>> partitions) {
        return partitions.entrySet().stream()
                .anyMatch(topic -> topic.getValue().stream().anyMatch(of(topic.getKey())::containsKey));
    }

    int size() {
        return epochs.values().stream().mapToInt(Map::size).sum();
    }
}
