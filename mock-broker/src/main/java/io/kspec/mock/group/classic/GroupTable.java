package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemoryBudget;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups that exist, and which of them has the next deadline. */
final class GroupTable {
    private final SortedMap<String, LiveState> states = new TreeMap<>();
    private final TreeSet<Deadline> deadlines = new TreeSet<>();
    private final MemoryBudget memory;

    GroupTable(MemoryBudget memory) {
        this.memory = memory;
    }

    /** The next deadline of a group. */
    record Deadline(long timeMs, String groupId) implements Comparable<Deadline> {
        private static final Comparator<Deadline> ORDER =
                Comparator.comparingLong(Deadline::timeMs).thenComparing(Deadline::groupId);

        @Override
        public int compareTo(Deadline other) {
            return ORDER.compare(this, other);
        }
    }

    GroupState state(String groupId) {
        LiveState state = states.get(groupId);
        return state == null ? new Dead() : state;
    }

    SortedMap<String, LiveState> all() {
        return states;
    }

    void put(String groupId, GroupState state) {
        LiveState before = states.remove(groupId);
        if (before != null) {
            deadlines.remove(new Deadline(before.nextDeadlineMs(), groupId));
            memory.add(-heldBytes(groupId, before));
        }
        if (state instanceof LiveState live) {
            states.put(groupId, live);
            memory.add(heldBytes(groupId, live));
            if (live.nextDeadlineMs() != Long.MAX_VALUE) {
                deadlines.add(new Deadline(live.nextDeadlineMs(), groupId));
            }
        }
    }

    private static long heldBytes(String groupId, LiveState state) {
        return MemoryBudget.of(groupId) + state.roster().heldBytes();
    }

    Optional<Deadline> nextDeadline() {
        return deadlines.isEmpty() ? Optional.empty() : Optional.of(deadlines.first());
    }
}
