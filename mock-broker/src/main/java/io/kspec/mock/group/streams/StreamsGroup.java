package io.kspec.mock.group.streams;

import io.kspec.mock.group.MemoryBudget;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A streams group.
 *
 * @param epoch the group epoch, which grows with every change of members, topology and topics
 * @param topology what its members run
 * @param basis what the group epoch stands for
 * @param assignmentEpoch the group epoch that the target assignments were made for; the first one before there are any
 * @param assignedAtMs when they were made; 0 for never
 * @param members by member id
 * @param targets the target assignments by member id
 * @param hint what Kafka's coordinator keeps in memory only
 */
record StreamsGroup(
        String id,
        int epoch,
        @Nullable StreamsTopology topology,
        Basis basis,
        int assignmentEpoch,
        long assignedAtMs,
        SortedMap<String, StreamsMember> members,
        SortedMap<String, Tasks> targets,
        Hint hint) {

    private static final int FIRST_EPOCH = 1;

    StreamsGroup {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        targets = Collections.unmodifiableSortedMap(new TreeMap<>(targets));
    }

    /**
     * What a group epoch stands for.
     *
     * @param topicHash a hash of the topics that the topology needs
     * @param validatedEpoch the epoch of the topology that can run with them; -1 if it cannot
     * @param standbyReplicas how many copies of a state are kept
     */
    record Basis(long topicHash, int validatedEpoch, int standbyReplicas) {
        static final int NOT_VALIDATED = -1;
    }

    /**
     * What Kafka's coordinator keeps in memory only.
     *
     * @param shutdownBy who has asked all members to stop; null for nobody
     * @param endpointEpoch grows when tasks move from or to a member with an endpoint
     * @param endpoints what was told last about the endpoints of members, by member id
     * @param configured what the topology meant at the last heartbeat; null if that is not known any more
     */
    record Hint(
            @Nullable String shutdownBy,
            int endpointEpoch,
            SortedMap<String, EndpointTasks> endpoints,
            @Nullable ConfiguredTopology configured) {
        static final Hint NONE = new Hint(null, 0, new TreeMap<>(), null);

        Hint {
            endpoints = Collections.unmodifiableSortedMap(new TreeMap<>(endpoints));
        }

        Hint shutDownBy(@Nullable String memberId) {
            return new Hint(memberId, endpointEpoch, endpoints, configured);
        }

        Hint withNextEndpoints() {
            return new Hint(shutdownBy, endpointEpoch + 1, endpoints, configured);
        }

        Hint with(SortedMap<String, EndpointTasks> told) {
            return new Hint(shutdownBy, endpointEpoch, told, configured);
        }

        Hint withoutEndpoint(String memberId) {
            SortedMap<String, EndpointTasks> others = new TreeMap<>(endpoints);
            others.remove(memberId);
            return with(others);
        }

        Hint with(ConfiguredTopology topology) {
            return new Hint(shutdownBy, endpointEpoch, endpoints, topology);
        }
    }

    /** A group that is about to get its first member. */
    static StreamsGroup created(String id) {
        return new StreamsGroup(
                id, FIRST_EPOCH, null, new Basis(0, 0, 0), FIRST_EPOCH, 0, new TreeMap<>(), new TreeMap<>(), Hint.NONE);
    }

    /** The state as it is described. */
    String state() {
        StreamsTopology running = topology;
        if (members.isEmpty()) {
            return "Empty";
        }
        if (running == null || running.epoch() != basis.validatedEpoch()) {
            return "NotReady";
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

    Tasks target(String memberId) {
        return targets.getOrDefault(memberId, Tasks.NONE);
    }

    StreamsGroup with(StreamsMember member) {
        SortedMap<String, StreamsMember> changed = new TreeMap<>(members);
        changed.put(member.id(), member);
        return new StreamsGroup(id, epoch, topology, basis, assignmentEpoch, assignedAtMs, changed, targets, hint);
    }

    StreamsGroup with(StreamsTopology changed) {
        return new StreamsGroup(id, epoch, changed, basis, assignmentEpoch, assignedAtMs, members, targets, hint);
    }

    StreamsGroup with(Hint changed) {
        return new StreamsGroup(id, epoch, topology, basis, assignmentEpoch, assignedAtMs, members, targets, changed);
    }

    StreamsGroup withEpoch(int newEpoch, Basis newBasis) {
        return new StreamsGroup(
                id, newEpoch, topology, newBasis, assignmentEpoch, assignedAtMs, members, targets, hint);
    }

    /** Replaces all target assignments by those for the present group epoch. */
    StreamsGroup withTargets(SortedMap<String, Tasks> assigned, long atMs) {
        return new StreamsGroup(id, epoch, topology, basis, epoch, atMs, members, assigned, hint);
    }

    /** Removes a member with its target assignment. */
    StreamsGroup without(String memberId) {
        SortedMap<String, StreamsMember> fewer = new TreeMap<>(members);
        fewer.remove(memberId);
        SortedMap<String, Tasks> left = new TreeMap<>(targets);
        left.remove(memberId);
        Hint others = hint.withoutEndpoint(memberId);
        Hint kept = fewer.isEmpty() ? others.shutDownBy(null) : others;
        return new StreamsGroup(id, epoch, topology, basis, assignmentEpoch, assignedAtMs, fewer, left, kept);
    }

    /** The estimated memory of the group, in bytes. */
    long heldBytes() {
        return MemoryBudget.of(id)
                + (topology == null ? 0 : topology.heldBytes())
                + members.values().stream().mapToLong(StreamsMember::heldBytes).sum()
                + StreamsMember.TASK_BYTES
                        * targets.values().stream().mapToInt(Tasks::size).sum();
    }
}
