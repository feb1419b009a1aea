package io.kspec.mock.group.streams;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A process of a streams application while tasks are assigned to its members. */
final class ProcessLoad {
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, SortedSet<TaskId>> active = new HashMap<>();
    private final Map<String, SortedSet<TaskId>> standby = new HashMap<>();
    private final Set<TaskId> tasks = new HashSet<>();
    /** The members with the fewest tasks first; null if that must be found out again. */
    private @Nullable PriorityQueue<MemberLoad> leastLoaded;

    /** A member with its number of tasks. */
    private record MemberLoad(String memberId, int count) {}

    void addMember(String memberId) {
        counts.put(memberId, 0);
    }

    /** The number of tasks of a member. */
    int count(String memberId) {
        return counts.getOrDefault(memberId, 0);
    }

    /** The number of tasks per member. */
    double load() {
        return (double) counts.values().stream().mapToInt(Integer::intValue).sum() / counts.size();
    }

    boolean has(TaskId task) {
        return tasks.contains(task);
    }

    SortedSet<TaskId> active(String memberId) {
        return active.getOrDefault(memberId, new TreeSet<>());
    }

    SortedSet<TaskId> standby(String memberId) {
        return standby.getOrDefault(memberId, new TreeSet<>());
    }

    /** Returns how many tasks the member has after that. */
    int add(String memberId, TaskId task, boolean isActive) {
        leastLoaded = null;
        return assign(memberId, task, isActive);
    }

    /** Adds a task to the member with the fewest ones; returns how many it has after that. */
    int addToLeastLoaded(TaskId task, boolean isActive) {
        PriorityQueue<MemberLoad> queue = leastLoaded;
        if (queue == null) {
            queue = new PriorityQueue<>(counts.size(), Comparator.comparingInt(MemberLoad::count));
            for (Map.Entry<String, Integer> member : counts.entrySet()) {
                queue.add(new MemberLoad(member.getKey(), member.getValue()));
            }
            leastLoaded = queue;
        }
        MemberLoad least = queue.remove();
        int count = assign(least.memberId(), task, isActive);
        queue.add(new MemberLoad(least.memberId(), count));
        return count;
    }

    private int assign(String memberId, TaskId task, boolean isActive) {
        tasks.add(task);
        (isActive ? active : standby)
                .computeIfAbsent(memberId, absent -> new TreeSet<>())
                .add(task);
        int count = count(memberId) + 1;
        counts.put(memberId, count);
        return count;
    }
}
