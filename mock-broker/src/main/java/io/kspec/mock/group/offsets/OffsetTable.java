package io.kspec.mock.group.offsets;

import io.kspec.mock.group.MemoryBudget;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The committed offsets of all groups. */
public final class OffsetTable {
    private final Map<String, SortedMap<TopicPartition, CommittedOffset>> offsets = new TreeMap<>();
    private final MemoryBudget memory;

    public OffsetTable(MemoryBudget memory) {
        this.memory = memory;
    }

    public void put(String groupId, TopicPartition partition, CommittedOffset committed) {
        remove(groupId, partition);
        offsets.computeIfAbsent(groupId, absent -> new TreeMap<>()).put(partition, committed);
        memory.add(heldBytes(partition, committed));
    }

    /** The estimated memory of a committed offset, in bytes. */
    public static long heldBytes(TopicPartition partition, CommittedOffset committed) {
        return MemoryBudget.of(partition.topic()) + MemoryBudget.of(committed.metadata());
    }

    public @Nullable CommittedOffset get(String groupId, TopicPartition partition) {
        return of(groupId).get(partition);
    }

    public SortedMap<TopicPartition, CommittedOffset> of(String groupId) {
        SortedMap<TopicPartition, CommittedOffset> committed = offsets.get(groupId);
        return committed == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(committed);
    }

    /** Removes a committed offset, if there is one. */
    public void remove(String groupId, TopicPartition partition) {
        SortedMap<TopicPartition, CommittedOffset> committed = offsets.get(groupId);
        CommittedOffset removed = committed == null ? null : committed.remove(partition);
        if (removed != null) {
            memory.add(-heldBytes(partition, removed));
        }
    }

    public void removeGroup(String groupId) {
        List.copyOf(of(groupId).keySet()).forEach(partition -> remove(groupId, partition));
        offsets.remove(groupId);
    }

    public void removeTopic(String topic) {
        offsets.forEach((groupId, committed) -> committed.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList()
                .forEach(partition -> remove(groupId, partition)));
    }
}
