package io.kspec.mock.group.offsets;

import io.kspec.mock.group.MemoryBudget;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The committed offsets of all groups, and those that await the end of a transaction. */
public final class OffsetTable {
    private final Map<String, SortedMap<TopicPartition, CommittedOffset>> offsets = new TreeMap<>();
    private final PendingOffsets pending;
    private final MemoryBudget memory;

    public OffsetTable(MemoryBudget memory) {
        this.memory = memory;
        this.pending = new PendingOffsets(memory);
    }

    public void put(String groupId, TopicPartition partition, CommittedOffset committed) {
        pending.supersede(new PendingOffsets.Key(groupId, partition));
        store(groupId, partition, committed);
    }

    /** Keeps an offset that a producer commits in a transaction until the transaction ends. */
    public void putPending(long producerId, String groupId, TopicPartition partition, CommittedOffset committed) {
        pending.put(producerId, new PendingOffsets.Key(groupId, partition), committed);
    }

    /** Whether an open transaction may change the offset of a partition. */
    public boolean isPending(String groupId, TopicPartition partition) {
        return pending.contains(new PendingOffsets.Key(groupId, partition));
    }

    /** Whether an open transaction may change an offset of a group. */
    public boolean isPending(String groupId) {
        return pending.containsGroup(groupId);
    }

    /** Ends a producer's transaction for some groups: its pending offsets are committed or dropped. */
    public void complete(long producerId, Predicate<String> group, boolean commit) {
        pending.complete(producerId, group, (key, committed) -> {
            if (commit) {
                store(key.groupId(), key.partition(), committed);
            }
        });
    }

    private void store(String groupId, TopicPartition partition, CommittedOffset committed) {
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
        if (committed == null) {
            return;
        }
        CommittedOffset removed = committed.remove(partition);
        if (removed != null) {
            memory.add(-heldBytes(partition, removed));
        }
        if (committed.isEmpty()) {
            offsets.remove(groupId);
        }
    }

    public void removeGroup(String groupId) {
        List.copyOf(of(groupId).keySet()).forEach(partition -> remove(groupId, partition));
        pending.removeIf(key -> key.groupId().equals(groupId));
    }

    /**
     * Removes the offsets of a topic.
     *
     * @return the partitions that had a committed one, by group, in order
     */
    public SortedMap<String, List<TopicPartition>> removeTopic(String topic) {
        SortedMap<String, List<TopicPartition>> removed = new TreeMap<>();
        offsets.forEach((groupId, committed) -> {
            List<TopicPartition> ofTopic = committed.keySet().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .toList();
            if (!ofTopic.isEmpty()) {
                removed.put(groupId, ofTopic);
            }
        });
        removed.forEach((groupId, partitions) -> partitions.forEach(partition -> remove(groupId, partition)));
        pending.removeIf(key -> key.partition().topic().equals(topic));
        return removed;
    }
}
