package io.kspec.mock.group;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The committed offsets of all groups. */
final class OffsetTable {
    private final Map<String, SortedMap<TopicPartition, CommittedOffset>> offsets = new TreeMap<>();

    void put(String groupId, TopicPartition partition, CommittedOffset committed) {
        offsets.computeIfAbsent(groupId, absent -> new TreeMap<>()).put(partition, committed);
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
        if (committed != null) {
            committed.remove(partition);
        }
    }

    void removeGroup(String groupId) {
        offsets.remove(groupId);
    }

    void removeTopic(String topic) {
        offsets.values().forEach(committed -> committed
                .keySet()
                .removeIf(partition -> partition.topic().equals(topic)));
    }
}
