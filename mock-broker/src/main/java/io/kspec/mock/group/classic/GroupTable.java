package io.kspec.mock.group.classic;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.MemoryBudget;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The groups that exist, which of them has the next deadline, and what Kafka would have written of each to the offsets topic: the
 * last state in which it was stable or empty.
 */
final class GroupTable {
    private final SortedMap<String, LiveState> states = new TreeMap<>();
    private final Map<String, WrittenState> written = new HashMap<>();
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
            if (live instanceof WrittenState now) {
                written.put(groupId, now);
            }
        } else {
            written.remove(groupId);
            deadlines.set(groupId, Deadlines.NEVER);
        }
    }

    /** What another coordinator knows of a group that exists. Kafka writes a new one as empty. */
    LiveState loaded(String groupId, DecisionContext context) {
        return written.getOrDefault(groupId, Empty.FRESH).loaded(context);
    }

    private static long heldBytes(String groupId, LiveState state) {
        return MemoryBudget.of(groupId) + state.roster().heldBytes();
    }

    Deadlines<String> deadlines() {
        return deadlines;
    }
}
