package io.kspec.mock.group;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The committed offsets of all groups. */
final class OffsetTable {
    private final Map<String, SortedMap<TopicPartition, CommittedOffset>> offsets = new TreeMap<>();
    private final HeldBytes held;

    OffsetTable(HeldBytes held) {
        this.held = held;
    }

    void put(String groupId, TopicPartition partition, CommittedOffset committed) {
        remove(groupId, partition);
        offsets.computeIfAbsent(groupId, absent -> new TreeMap<>()).put(partition, committed);
        held.add(heldBytes(partition, committed));
    }

    /** About how many bytes of memory a committed offset takes. */
    static long heldBytes(TopicPartition partition, CommittedOffset committed) {
        return HeldBytes.of(partition.topic()) + HeldBytes.of(committed.metadata());
    }

    @Nullable CommittedOffset get(String groupId, TopicPartition partition) {
        return of(groupId).get(partition);
    }

    SortedMap<TopicPartition, CommittedOffset> of(String groupId) {
        SortedMap<TopicPartition, CommittedOffset> committed = offsets.get(groupId);
        return committed == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(committed);
    }

    void remove(String groupId, TopicPartition partition) {
        SortedMap<TopicPartition, CommittedOffset> committed = offsets.get(groupId);
        CommittedOffset removed = committed == null ? null : committed.remove(partition);
        if (removed != null) {
            held.add(-heldBytes(partition, removed));
        }
    }

    void removeGroup(String groupId) {
        List.copyOf(of(groupId).keySet()).forEach(partition -> remove(groupId, partition));
        offsets.remove(groupId);
    }

    void removeTopic(String topic) {
        offsets.forEach((groupId, committed) -> committed.keySet().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList()
                .forEach(partition -> remove(groupId, partition)));
    }
}
