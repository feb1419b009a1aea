package io.kspec.mock.group.offsets;

import io.kspec.mock.group.MemoryBudget;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The offsets that producers have committed in transactions that are still open. */
final class PendingOffsets {
    /** By producer id. */
    private final Map<Long, Map<Key, Pending>> byProducer = new HashMap<>();

    private final MemoryBudget memory;

    PendingOffsets(MemoryBudget memory) {
        this.memory = memory;
    }

    /** A partition of a group. */
    record Key(String groupId, TopicPartition partition) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byGroup = groupId.compareTo(other.groupId);
            return byGroup == 0 ? partition.compareTo(other.partition) : byGroup;
        }
    }

    /**
     * A pending offset.
     *
     * @param superseded whether an offset has been committed outside of the transaction since, which then stays in force
     */
    private record Pending(CommittedOffset committed, boolean superseded) {}

    void put(long producerId, Key key, CommittedOffset committed) {
        Map<Key, Pending> pending = byProducer.computeIfAbsent(producerId, absent -> new TreeMap<>());
        forget(key, pending.put(key, new Pending(committed, false)));
        memory.add(OffsetTable.heldBytes(key.partition(), committed));
    }

    boolean contains(Key key) {
        return byProducer.values().stream().anyMatch(pending -> pending.containsKey(key));
    }

    boolean containsGroup(String groupId) {
        return byProducer.values().stream()
                .flatMap(pending -> pending.keySet().stream())
                .anyMatch(key -> key.groupId().equals(groupId));
    }

    /** Registers that an offset was committed outside of transactions. */
    void supersede(Key key) {
        byProducer
                .values()
                .forEach(pending ->
                        pending.computeIfPresent(key, (same, offset) -> new Pending(offset.committed(), true)));
    }

    /** Removes the pending offsets of a producer, and reports those that are to be in force if it commits. */
    void complete(long producerId, Predicate<String> group, BiConsumer<Key, CommittedOffset> committed) {
        Map<Key, Pending> pending = byProducer.getOrDefault(producerId, Map.of());
        pending.keySet().stream()
                .filter(key -> group.test(key.groupId()))
                .toList()
                .forEach(key -> {
                    Pending offset = pending.remove(key);
                    forget(key, offset);
                    if (offset != null && !offset.superseded()) {
                        committed.accept(key, offset.committed());
                    }
                });
        if (pending.isEmpty()) {
            byProducer.remove(producerId);
        }
    }

    /** Drops the pending offsets of some partitions. */
    void removeIf(Predicate<Key> condition) {
        byProducer.values().forEach(pending -> pending.keySet().stream()
                .filter(condition)
                .toList()
                .forEach(key -> forget(key, pending.remove(key))));
        byProducer.values().removeIf(Map::isEmpty);
    }

    private void forget(Key key, @Nullable Pending removed) {
        if (removed != null) {
            memory.add(-OffsetTable.heldBytes(key.partition(), removed.committed()));
        }
    }
}
