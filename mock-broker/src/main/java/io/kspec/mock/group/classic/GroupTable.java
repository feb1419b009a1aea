package io.kspec.mock.group.classic;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.MemoryBudget;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** The groups that exist, and which of them has the next deadline. */
final class GroupTable {
    private final SortedMap<String, LiveState> states = new TreeMap<>();
    private final Deadlines<String> deadlines = new Deadlines<>(Comparator.naturalOrder());
    private final MemoryBudget memory;

    GroupTable(MemoryBudget memory) {
        this.memory = memory;
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
            memory.add(-heldBytes(groupId, before));
        }
        if (state instanceof LiveState live) {
            states.put(groupId, live);
            memory.add(heldBytes(groupId, live));
            deadlines.set(groupId, live.nextDeadlineMs());
        } else {
            deadlines.set(groupId, Deadlines.NEVER);
        }
    }

    private static long heldBytes(String groupId, LiveState state) {
        return MemoryBudget.of(groupId) + state.roster().heldBytes();
    }

    Deadlines<String> deadlines() {
        return deadlines;
    }
}
