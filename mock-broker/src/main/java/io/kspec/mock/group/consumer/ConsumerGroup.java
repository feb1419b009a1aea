package io.kspec.mock.group.consumer;

import io.kspec.mock.group.MemoryBudget;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group.
 *
 * @param epoch the group epoch, which grows with every change of members, subscriptions and subscribed topics
 * @param metadata what was last seen of the subscribed topics
 * @param assignmentEpoch the group epoch that the target assignments were made for
 * @param assignedAtMs when they were made; 0 for never
 * @param members by member id
 * @param targets the target assignments by member id
 * @param regexes the regular expressions that have been matched
 */
record ConsumerGroup(
        String id,
        int epoch,
        Metadata metadata,
        int assignmentEpoch,
        long assignedAtMs,
        Map<String, ConsumerMember> members,
        Map<String, TargetAssignment> targets,
        SortedMap<String, ResolvedRegex> regexes) {
    ConsumerGroup {
        members = Collections.unmodifiableMap(new HashMap<>(members));
        targets = Collections.unmodifiableMap(new HashMap<>(targets));
        regexes = Collections.unmodifiableSortedMap(new TreeMap<>(regexes));
    }

    /**
     * What was seen of the subscribed topics. Hashes tell whether their ids and numbers of partitions have changed.
     *
     * @param hash of the topics that the group epoch stands for; 0 if there are none
     * @param watched of the topics that the group subscribes to, whether or not the group epoch has taken notice of them
     * @param version the version of all topics at that time; {@link #UNSEEN} if the group epoch must take notice
     */
    record Metadata(long hash, long watched, long version) {
        static final long UNSEEN = -1;

        static Metadata unseen(long hash) {
            return new Metadata(hash, hash, UNSEEN);
        }
    }

    /** A group that is about to get its first member. */
    static ConsumerGroup created(String id) {
        return new ConsumerGroup(id, 1, Metadata.unseen(0), 1, 0, Map.of(), Map.of(), new TreeMap<>());
    }

    /** A group that was a classic one, whose generation becomes its epoch. */
    static ConsumerGroup converted(
            String id, int epoch, Map<String, ConsumerMember> members, Map<String, TargetAssignment> targets) {
        return new ConsumerGroup(id, epoch, Metadata.unseen(0), epoch, 0, members, targets, new TreeMap<>());
    }

    /** The state as it is described. */
    String state() {
        if (members.isEmpty()) {
            return "Empty";
        }
        if (epoch > assignmentEpoch) {
            return "Assigning";
        }
        return members.values().stream().allMatch(member -> member.progress().hasReached(assignmentEpoch))
                ? "Stable"
                : "Reconciling";
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    @Nullable ConsumerMember member(String memberId) {
        return members.get(memberId);
    }

    /** The static member with an instance id; null if there is none. */
    @Nullable ConsumerMember staticMember(@Nullable String instanceId) {
        if (instanceId == null) {
            return null;
        }
        return members.values().stream()
                .filter(member -> instanceId.equals(member.instanceId()))
                .findFirst()
                .orElse(null);
    }

    TargetAssignment target(String memberId) {
        return targets.getOrDefault(memberId, TargetAssignment.NONE);
    }

    /** Adds a member, or replaces it by its changed self. */
    ConsumerGroup with(ConsumerMember member) {
        if (member.equals(members.get(member.id()))) {
            return this;
        }
        Map<String, ConsumerMember> changed = new HashMap<>(members);
        changed.put(member.id(), member);
        return new ConsumerGroup(id, epoch, metadata, assignmentEpoch, assignedAtMs, changed, targets, regexes);
    }

    ConsumerGroup withEpoch(int newEpoch, Metadata seen) {
        return new ConsumerGroup(id, newEpoch, seen, assignmentEpoch, assignedAtMs, members, targets, regexes);
    }

    /** Replaces all target assignments. */
    ConsumerGroup withTargets(int newEpoch, long atMs, Map<String, TargetAssignment> assigned) {
        return new ConsumerGroup(id, epoch, metadata, newEpoch, atMs, members, assigned, regexes);
    }

    ConsumerGroup withTarget(String memberId, TargetAssignment target) {
        Map<String, TargetAssignment> changed = new HashMap<>(targets);
        changed.put(memberId, target);
        return withTargets(assignmentEpoch, assignedAtMs, changed);
    }

    ConsumerGroup withRegexes(SortedMap<String, ResolvedRegex> resolved) {
        if (resolved.equals(regexes)) {
            return this;
        }
        return new ConsumerGroup(id, epoch, metadata, assignmentEpoch, assignedAtMs, members, targets, resolved);
    }

    /** Removes members with their target assignments. */
    ConsumerGroup without(Collection<ConsumerMember> leaving) {
        Set<String> ids = leaving.stream().map(ConsumerMember::id).collect(Collectors.toSet());
        Map<String, ConsumerMember> fewer = new HashMap<>(members);
        fewer.keySet().removeAll(ids);
        Map<String, TargetAssignment> left = new HashMap<>(targets);
        left.keySet().removeAll(ids);
        return new ConsumerGroup(id, epoch, metadata, assignmentEpoch, assignedAtMs, fewer, left, regexes);
    }

    /** The regular expressions of the members. */
    SortedSet<String> subscribedRegexes() {
        return members.values().stream()
                .map(member -> member.profile().regex())
                .filter(regex -> !regex.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    long regexUsers(String regex) {
        return members.values().stream()
                .filter(member -> member.profile().regex().equals(regex))
                .count();
    }

    /** The names of the topics that a member subscribes to by name, or by a regular expression that has been matched. */
    SortedSet<String> subscribed(ConsumerMember member) {
        SortedSet<String> names = new TreeSet<>(member.profile().topics());
        ResolvedRegex resolved = regexes.get(member.profile().regex());
        if (resolved != null) {
            names.addAll(resolved.topics());
        }
        return names;
    }

    /** The names of the topics that the group subscribes to. */
    SortedSet<String> subscribed() {
        SortedSet<String> names = new TreeSet<>();
        members.values().forEach(member -> names.addAll(subscribed(member)));
        return names;
    }

    /** Whether all members subscribe to the same topics, by names alone or by one regular expression alone. */
    boolean isHomogeneous() {
        Set<SortedSet<String>> names = new HashSet<>();
        Set<String> patterns = new HashSet<>();
        members.values().forEach(member -> {
            names.add(member.profile().topics());
            patterns.add(member.profile().regex());
        });
        boolean byNamesAlone = patterns.equals(Set.of(""));
        return names.size() <= 1 && (byNamesAlone || (patterns.size() == 1 && names.contains(new TreeSet<String>())));
    }

    /** The assignor that most members prefer; the given one if none does. */
    String assignor(String otherwise) {
        Map<String, Integer> votes = new HashMap<>();
        for (ConsumerMember member : members.values()) {
            String preferred = member.profile().assignor();
            if (preferred != null) {
                votes.merge(preferred, 1, Integer::sum);
            }
        }
        return votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(otherwise);
    }

    /** The partitions that members have, or have not given up yet. */
    CurrentAssignment taken() {
        Map<UUID, SortedMap<Integer, Integer>> taken = new HashMap<>();
        for (ConsumerMember member : members.values()) {
            for (CurrentAssignment part :
                    List.of(member.progress().assigned(), member.progress().revoking())) {
                part.epochs().forEach((topic, partitions) -> taken.computeIfAbsent(topic, absent -> new TreeMap<>())
                        .putAll(partitions));
            }
        }
        return new CurrentAssignment(taken);
    }

    /** Whether a classic member waits for a partition of its target that another member has not given up. */
    boolean waitsForOthers(ConsumerMember member) {
        CurrentAssignment taken = taken();
        return target(member.id()).partitions().entrySet().stream().anyMatch(topic -> topic.getValue().stream()
                .anyMatch(partition -> !member.progress().assigned().contains(topic.getKey(), partition)
                        && taken.contains(topic.getKey(), partition)));
    }

    /** Whether all members use the classic protocol, except for some who are about to leave. */
    boolean isClassicWithout(Collection<ConsumerMember> leaving) {
        Set<String> ids = new HashSet<>();
        leaving.forEach(member -> ids.add(member.id()));
        return members.values().stream()
                .filter(member -> !ids.contains(member.id()))
                .allMatch(ConsumerMember::usesClassicProtocol);
    }

    /** The estimated memory of the group, in bytes. */
    long heldBytes() {
        return MemoryBudget.of(id)
                + members.values().stream().mapToLong(ConsumerMember::heldBytes).sum()
                + targets.values().stream()
                        .mapToLong(target -> 8L * target.size())
                        .sum()
                + regexes.values().stream()
                        .mapToLong(regex -> regex.topics().stream()
                                .mapToLong(MemoryBudget::of)
                                .sum())
                        .sum();
    }
}
