package io.kspec.mock.group.consumer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** The partitions that a member is to have, by topic id; no topic is without partitions. */
record TargetAssignment(Map<UUID, SortedSet<Integer>> partitions) {
    static final TargetAssignment NONE = new TargetAssignment(Map.of());

    TargetAssignment {
        Map<UUID, SortedSet<Integer>> copy = new HashMap<>();
        partitions.forEach((topic, indexes) -> {
            if (!indexes.isEmpty()) {
                copy.put(topic, new TreeSet<>(indexes));
            }
        });
        partitions = copy;
    }

    /** The partitions of a topic; empty if there are none. */
    Set<Integer> of(UUID topic) {
        SortedSet<Integer> found = partitions.get(topic);
        return found == null ? Set.of() : found;
    }

    int size() {
        return partitions.values().stream().mapToInt(Set::size).sum();
    }
}
