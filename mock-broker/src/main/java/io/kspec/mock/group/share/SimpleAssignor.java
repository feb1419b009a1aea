package io.kspec.mock.group.share;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Kafka's assignor for share groups, {@code simple}: every partition has a member and every member a partition, both about as many as the
 * others, and what a member has it keeps as long as that holds.
 */
final class SimpleAssignor {
    private final List<String> members;
    private final List<SharedPartition> partitions;
    private final int sharing;
    private final Map<String, Integer> wanted = new HashMap<>();
    private final Map<String, SortedSet<SharedPartition>> assigned = new LinkedHashMap<>();
    private final SortedMap<SharedPartition, List<String>> holders = new TreeMap<>();

    private SimpleAssignor(Collection<String> members, Collection<SharedPartition> partitions) {
        this.members = List.copyOf(members);
        this.partitions = List.copyOf(partitions);
        int most = Math.max(1, partitions.size());
        this.sharing = partitions.isEmpty() ? 0 : (members.size() + most - 1) / most;
        double each = sharing * partitions.size() / (double) Math.max(1, members.size());
        for (int i = 0; i < this.members.size(); i++) {
            wanted.put(this.members.get(i), (int) Math.ceil(each * (i + 1)) - (int) Math.ceil(each * i));
            assigned.put(this.members.get(i), new TreeSet<>());
        }
        partitions.forEach(partition -> holders.put(partition, new ArrayList<>()));
    }

    /**
     * Assigns partitions.
     *
     * @param wishes the partitions of the topics to which each member has subscribed
     * @param before what each member had
     */
    static Map<String, SortedSet<SharedPartition>> assign(
            Map<String, SortedSet<SharedPartition>> wishes, Map<String, SortedSet<SharedPartition>> before) {
        Map<String, SortedSet<SharedPartition>> result = new HashMap<>();
        wishes.keySet().forEach(member -> result.put(member, new TreeSet<>()));
        for (Map.Entry<List<String>, List<SharedPartition>> part : parts(wishes).entrySet()) {
            SimpleAssignor assignor = new SimpleAssignor(part.getKey(), part.getValue());
            assignor.run(before);
            assignor.assigned.forEach((member, own) ->
                    result.getOrDefault(member, new TreeSet<>()).addAll(own));
        }
        return result;
    }

    /** If all wish for the same, that is divided as a whole, otherwise each topic among those who wish for it. */
    private static Map<List<String>, List<SharedPartition>> parts(Map<String, SortedSet<SharedPartition>> wishes) {
        List<String> everybody = wishes.keySet().stream().sorted().toList();
        Map<List<String>, List<SharedPartition>> parts = new LinkedHashMap<>();
        if (wishes.values().stream().distinct().count() == 1) {
            parts.put(everybody, List.copyOf(wishes.values().iterator().next()));
            return parts;
        }
        SortedSet<SharedPartition> all = new TreeSet<>();
        wishes.values().forEach(all::addAll);
        for (SharedPartition partition : all) {
            List<String> wishing = everybody.stream()
                    .filter(member ->
                            wishes.getOrDefault(member, new TreeSet<>()).contains(partition))
                    .toList();
            parts.computeIfAbsent(wishing, absent -> new ArrayList<>()).add(partition);
        }
        return parts;
    }

    private void run(Map<String, SortedSet<SharedPartition>> before) {
        for (String member : members) {
            for (SharedPartition partition : before.getOrDefault(member, new TreeSet<>())) {
                List<String> others = holders.get(partition);
                boolean isWanted = others != null && others.size() < sharing;
                if (isWanted && missing(member) > 0) {
                    give(partition, member);
                }
            }
        }
        for (SharedPartition partition : partitions) {
            fill(partition);
        }
    }

    private int missing(String member) {
        return wanted.getOrDefault(member, 0)
                - assigned.getOrDefault(member, new TreeSet<>()).size();
    }

    private void give(SharedPartition partition, String member) {
        holders.getOrDefault(partition, new ArrayList<>()).add(member);
        assigned.getOrDefault(member, new TreeSet<>()).add(partition);
    }

    private void fill(SharedPartition partition) {
        List<String> own = holders.getOrDefault(partition, List.of());
        for (String member : members) {
            if (own.size() >= sharing) {
                return;
            }
            if (missing(member) > 0 && !own.contains(member)) {
                give(partition, member);
            }
        }
    }
}
