package io.kspec.mock.group.streams;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.MemoryBudget;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The streams groups that exist, and their deadlines. */
final class StreamsGroupTable {
    private final SortedMap<String, StreamsGroup> groups = new TreeMap<>();
    private final Deadlines<Deadline> deadlines = new Deadlines<>(Comparator.naturalOrder());
    private final MemoryBudget memory;

    /** What happens when a time has come. */
    enum Event {
        /** A member has sent no heartbeat and is removed. */
        SESSION,
        /** A member has not given up its tasks and is removed. */
        REBALANCE,
        /** A new group has waited for members long enough. */
        FIRST_ASSIGNMENT
    }

    /** A deadline of a member, or of a group, whose member id is empty. */
    record Deadline(String groupId, String memberId, Event event) implements Comparable<Deadline> {
        private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::groupId)
                .thenComparing(Deadline::memberId)
                .thenComparing(Deadline::event);

        static Deadline ofGroup(String groupId) {
            return new Deadline(groupId, "", Event.FIRST_ASSIGNMENT);
        }

        @Override
        public int compareTo(Deadline other) {
            return ORDER.compare(this, other);
        }
    }

    StreamsGroupTable(MemoryBudget memory) {
        this.memory = memory;
    }

    @Nullable StreamsGroup find(String groupId) {
        return groups.get(groupId);
    }

    List<StreamsGroup> all() {
        return List.copyOf(groups.values());
    }

    Deadlines<Deadline> deadlines() {
        return deadlines;
    }

    void put(StreamsGroup group) {
        StreamsGroup before = groups.put(group.id(), group);
        memory.add(group.heldBytes() - (before == null ? 0 : before.heldBytes()));
    }

    void remove(String groupId) {
        StreamsGroup before = groups.remove(groupId);
        if (before != null) {
            memory.add(-before.heldBytes());
            before.members().keySet().forEach(memberId -> forget(groupId, memberId));
            deadlines.set(Deadline.ofGroup(groupId), Deadlines.NEVER);
        }
    }

    /** Removes the deadlines of a member. */
    void forget(String groupId, String memberId) {
        deadlines.set(new Deadline(groupId, memberId, Event.SESSION), Deadlines.NEVER);
        deadlines.set(new Deadline(groupId, memberId, Event.REBALANCE), Deadlines.NEVER);
    }
}
