package io.kspec.mock.group.consumer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Gives each member as many partitions as the others, and lets members keep what they have. If all members subscribe to the same
 * topics, the assignment is the one of Apache Kafka, except that members whose ids collide in a hash table may change places;
 * otherwise it is as balanced, but Kafka may choose other partitions.
 */
final class UniformAssignor implements Assignor {
    /** How often partitions are moved at most between members with different subscriptions. */
    private static final int MAX_ROUNDS = 50;

    private record Partition(UUID topic, int index) {}

    @Override
    public Map<String, TargetAssignment> assign(Plan plan) {
        if (plan.partitions().isEmpty() || plan.members().isEmpty()) {
            return Map.of();
        }
        Subscriber first = plan.members().values().iterator().next();
        Map<String, Map<UUID, SortedSet<Integer>>> assigned =
                plan.isHomogeneous() ? alike(plan.asIfAllWere(first)) : new DifferentSubscriptions(plan).assign();
        Map<String, TargetAssignment> targets = new HashMap<>();
        assigned.forEach((memberId, partitions) -> targets.put(memberId, new TargetAssignment(partitions)));
        return targets;
    }

    /**
     * Each member keeps what it has up to its quota; what is left goes to those who have less, in order. Where some get one more than
     * others, those come first who have it already, as long as there are enough members after them.
     */
    private static Map<String, Map<UUID, SortedSet<Integer>>> alike(Plan plan) {
        List<Partition> free = unassigned(plan);
        int total =
                plan.partitions().values().stream().mapToInt(Integer::intValue).sum();
        int quota = total / plan.members().size();
        int larger = total % plan.members().size();
        Map<String, Map<UUID, SortedSet<Integer>>> assigned = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        List<String> unfilled = new ArrayList<>();
        int membersLeft = plan.members().size();
        for (String memberId : plan.members().keySet()) {
            boolean isLarger = larger > 0;
            int left = isLarger ? quota + 1 : quota;
            Map<UUID, SortedSet<Integer>> kept = new HashMap<>();
            for (Map.Entry<UUID, SortedSet<Integer>> topic :
                    plan.formerOf(memberId).partitions().entrySet()) {
                if (!plan.partitions().containsKey(topic.getKey())) {
                    continue;
                }
                SortedSet<Integer> ofTopic = new TreeSet<>();
                for (int partition : topic.getValue()) {
                    if (left > 0) {
                        left--;
                        ofTopic.add(partition);
                    } else {
                        free.add(new Partition(topic.getKey(), partition));
                    }
                }
                kept.put(topic.getKey(), ofTopic);
            }
            assigned.put(memberId, kept);
            if (left > 0 && isLarger && membersLeft > larger) {
                left--;
                isLarger = false;
            }
            membersLeft--;
            larger -= isLarger ? 1 : 0;
            if (left > 0) {
                unfilled.add(memberId);
                open.put(memberId, left);
            }
        }
        int next = 0;
        for (String memberId : unfilled) {
            for (int left = open.getOrDefault(memberId, 0); left > 0 && next < free.size(); left--) {
                Partition partition = free.get(next);
                next++;
                assigned.getOrDefault(memberId, new HashMap<>())
                        .computeIfAbsent(partition.topic(), absent -> new TreeSet<>())
                        .add(partition.index());
            }
        }
        return assigned;
    }

    /** The partitions that no former assignment has, topic by topic. */
    private static List<Partition> unassigned(Plan plan) {
        Set<Partition> taken = new HashSet<>();
        plan.former().values().forEach(target -> target.partitions()
                .forEach((topic, partitions) -> partitions.forEach(index -> taken.add(new Partition(topic, index)))));
        List<Partition> free = new ArrayList<>();
        for (UUID topic : new HashSet<>(plan.partitions().keySet())) {
            for (int index = 0; index < plan.partitionsOf(topic); index++) {
                Partition partition = new Partition(topic, index);
                if (!taken.contains(partition)) {
                    free.add(partition);
                }
            }
        }
        return free;
    }

    /** An assignment to members that subscribe to different topics. */
    private static final class DifferentSubscriptions {
        private final Plan plan;
        private final Map<UUID, List<String>> subscribers = new HashMap<>();
        private final Map<Partition, String> owners = new HashMap<>();
        private final Map<String, Integer> counts = new HashMap<>();

        DifferentSubscriptions(Plan plan) {
            this.plan = plan;
            for (String memberId : new TreeSet<>(plan.members().keySet())) {
                counts.put(memberId, 0);
                Subscriber member = plan.members().get(memberId);
                if (member != null) {
                    member.topics().forEach(topic -> subscribers
                            .computeIfAbsent(topic, absent -> new ArrayList<>())
                            .add(memberId));
                }
            }
        }

        Map<String, Map<UUID, SortedSet<Integer>>> assign() {
            List<Partition> all = new ArrayList<>();
            for (UUID topic : new TreeSet<>(plan.partitions().keySet())) {
                for (int index = 0; index < plan.partitionsOf(topic); index++) {
                    all.add(new Partition(topic, index));
                }
            }
            keep(all);
            all.stream()
                    .filter(partition -> !owners.containsKey(partition))
                    .forEach(partition -> give(partition, leastLoaded(partition)));
            balance(all);
            return assigned();
        }

        private void keep(List<Partition> all) {
            Set<Partition> existing = new HashSet<>(all);
            plan.former().forEach((memberId, target) -> target.partitions()
                    .forEach((topic, partitions) -> partitions.stream()
                            .map(index -> new Partition(topic, index))
                            .filter(existing::contains)
                            .filter(partition ->
                                    subscribers.getOrDefault(topic, List.of()).contains(memberId))
                            .forEach(partition -> give(partition, memberId))));
        }

        /** Moves partitions to members that have at least two fewer, until there are none or it takes too long. */
        private void balance(List<Partition> all) {
            boolean moved = true;
            for (int round = 0; moved && round < MAX_ROUNDS; round++) {
                moved = false;
                for (Partition partition : all) {
                    String owner = owners.getOrDefault(partition, "");
                    String other = leastLoaded(partition);
                    if (count(owner) - count(other) >= 2) {
                        give(partition, other);
                        moved = true;
                    }
                }
            }
        }

        private int count(String memberId) {
            return counts.getOrDefault(memberId, 0);
        }

        private String leastLoaded(Partition partition) {
            String least = "";
            for (String memberId : subscribers.getOrDefault(partition.topic(), List.of())) {
                if (least.isEmpty() || count(memberId) < count(least)) {
                    least = memberId;
                }
            }
            return least;
        }

        private void give(Partition partition, String memberId) {
            String former = owners.put(partition, memberId);
            if (former != null) {
                counts.merge(former, -1, Integer::sum);
            }
            counts.merge(memberId, 1, Integer::sum);
        }

        private Map<String, Map<UUID, SortedSet<Integer>>> assigned() {
            Map<String, Map<UUID, SortedSet<Integer>>> assigned = new HashMap<>();
            owners.forEach((partition, memberId) -> assigned.computeIfAbsent(memberId, absent -> new HashMap<>())
                    .computeIfAbsent(partition.topic(), absent -> new TreeSet<>())
                    .add(partition.index()));
            return assigned;
        }
    }
}
