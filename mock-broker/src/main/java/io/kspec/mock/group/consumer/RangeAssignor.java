package io.kspec.mock.group.consumer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/** Gives each member a range of each topic's partitions, in order of the members, so that topics of the same size match. */
final class RangeAssignor implements Assignor {
    @Override
    public Map<String, TargetAssignment> assign(Plan asked) {
        Plan plan = asked.isHomogeneous()
                ? asked.members().values().stream()
                        .min(Comparator.comparing(Subscriber::sortKey))
                        .map(asked::asIfAllWere)
                        .orElse(asked)
                : asked;
        List<Map.Entry<String, Subscriber>> members = plan.members().entrySet().stream()
                .sorted(Comparator.comparing(member -> member.getValue().sortKey()))
                .toList();
        Map<String, Map<UUID, SortedSet<Integer>>> assigned = new HashMap<>();
        plan.partitions().forEach((topic, partitions) -> {
            List<String> subscribers = members.stream()
                    .filter(member -> member.getValue().topics().contains(topic))
                    .map(Map.Entry::getKey)
                    .toList();
            int next = 0;
            for (int i = 0; i < subscribers.size(); i++) {
                int more = i < partitions % subscribers.size() ? 1 : 0;
                SortedSet<Integer> range = new TreeSet<>();
                for (int left = partitions / subscribers.size() + more; left > 0; left--) {
                    range.add(next);
                    next++;
                }
                assigned.computeIfAbsent(subscribers.get(i), absent -> new HashMap<>())
                        .put(topic, range);
            }
        });
        Map<String, TargetAssignment> targets = new HashMap<>();
        assigned.forEach((memberId, partitions) -> targets.put(memberId, new TargetAssignment(partitions)));
        return targets;
    }
}
