package io.kspec.mock.group.consumer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The next step of a member towards its target assignment: it first gives up what is not part of the target, and only then gets what
 * nobody else owns.
 */
final class Reconciliation {
    private final MemberProgress progress;
    private final int targetEpoch;
    private final TargetAssignment target;
    private final Set<UUID> subscribed;
    private final boolean namesNoTopic;
    private final @Nullable Map<UUID, Set<Integer>> owned;
    private final CurrentAssignment taken;

    /**
     * Creates the step of a member.
     *
     * @param subscribed the topics that exist and that the member subscribes to
     * @param namesNoTopic whether the member subscribes to no topic, not even to one that does not exist
     * @param owned the partitions that the member says it owns; null if it does not say
     * @param taken the partitions that members of the group have, or have not given up yet
     */
    Reconciliation(
            MemberProgress progress,
            int targetEpoch,
            TargetAssignment target,
            Set<UUID> subscribed,
            boolean namesNoTopic,
            @Nullable Map<UUID, Set<Integer>> owned,
            CurrentAssignment taken) {
        this.progress = progress;
        this.targetEpoch = targetEpoch;
        this.target = target;
        this.subscribed = subscribed;
        this.namesNoTopic = namesNoTopic;
        this.owned = owned;
        this.taken = taken;
    }

    /**
     * Where the member stands after the step.
     *
     * @param subscriptionChanged whether the member has just changed its subscription, so that it must give up other topics
     */
    MemberProgress next(boolean subscriptionChanged) {
        return switch (progress.state()) {
            case STABLE -> {
                if (progress.epoch() != targetEpoch) {
                    yield approachTarget();
                }
                yield subscriptionChanged ? giveUpOtherTopics() : progress;
            }
            case UNREVOKED_PARTITIONS -> {
                if (!stillOwns(progress.revoking())) {
                    yield approachTarget();
                }
                yield subscriptionChanged ? giveUpOtherTopics() : progress;
            }
            case UNRELEASED_PARTITIONS -> approachTarget();
        };
    }

    /** Whether the member owns any of these partitions. It does as long as it has not said otherwise. */
    private boolean stillOwns(CurrentAssignment partitions) {
        return owned == null || partitions.containsAny(owned);
    }

    private MemberProgress giveUpOtherTopics() {
        Map<UUID, SortedMap<Integer, Integer>> kept =
                new HashMap<>(progress.assigned().epochs());
        Map<UUID, SortedMap<Integer, Integer>> revoking =
                new HashMap<>(progress.revoking().epochs());
        if (!kept.keySet().retainAll(subscribed)) {
            // Like Kafka, lets the present epoch be the previous one as well.
            return namesNoTopic && progress.revoking().isEmpty()
                    ? progress.to(progress.state(), progress.epoch(), progress.assigned(), progress.revoking())
                    : progress;
        }
        progress.assigned().epochs().forEach((topic, partitions) -> {
            if (!subscribed.contains(topic)) {
                SortedMap<Integer, Integer> all =
                        new TreeMap<>(progress.revoking().of(topic));
                all.putAll(partitions);
                revoking.put(topic, all);
            }
        });
        CurrentAssignment toRevoke = new CurrentAssignment(revoking);
        return stillOwns(toRevoke)
                ? progress.to(
                        ReconciliationState.UNREVOKED_PARTITIONS,
                        progress.epoch(),
                        new CurrentAssignment(kept),
                        toRevoke)
                : progress.to(progress.state(), progress.epoch(), new CurrentAssignment(kept), progress.revoking());
    }

    private MemberProgress approachTarget() {
        Map<UUID, SortedMap<Integer, Integer>> assigned = new HashMap<>();
        Map<UUID, SortedMap<Integer, Integer>> revoking = new HashMap<>();
        Map<UUID, SortedSet<Integer>> added = new HashMap<>();
        boolean someTaken = false;
        Set<UUID> topics = new HashSet<>(target.partitions().keySet());
        topics.addAll(progress.assigned().epochs().keySet());
        for (UUID topic : topics) {
            Set<Integer> wanted = subscribed.contains(topic) ? target.of(topic) : Set.of();
            SortedMap<Integer, Integer> kept = new TreeMap<>(progress.assigned().of(topic));
            kept.keySet().retainAll(wanted);
            SortedMap<Integer, Integer> lost = new TreeMap<>(progress.assigned().of(topic));
            lost.keySet().removeAll(kept.keySet());
            SortedSet<Integer> missing = new TreeSet<>(wanted);
            missing.removeAll(kept.keySet());
            someTaken |= missing.removeIf(partition -> isTaken(topic, partition));
            assigned.put(topic, kept);
            revoking.put(topic, lost);
            added.put(topic, missing);
        }
        CurrentAssignment toRevoke = new CurrentAssignment(revoking);
        if (!toRevoke.isEmpty() && stillOwns(toRevoke)) {
            return progress.to(
                    ReconciliationState.UNREVOKED_PARTITIONS,
                    progress.epoch(),
                    new CurrentAssignment(assigned),
                    toRevoke);
        }
        added.forEach((topic, partitions) -> {
            SortedMap<Integer, Integer> ofTopic = new TreeMap<>(assigned.getOrDefault(topic, new TreeMap<>()));
            partitions.forEach(partition -> ofTopic.put(partition, targetEpoch));
            assigned.put(topic, ofTopic);
        });
        return progress.to(
                someTaken ? ReconciliationState.UNRELEASED_PARTITIONS : ReconciliationState.STABLE,
                targetEpoch,
                new CurrentAssignment(assigned),
                CurrentAssignment.NONE);
    }

    /** Whether another member has a partition. What the member itself is giving up is not taken. */
    private boolean isTaken(UUID topic, int partition) {
        return taken.contains(topic, partition) && !progress.revoking().contains(topic, partition);
    }
}
