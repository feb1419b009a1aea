package io.kspec.mock.group.streams;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * The tasks of a member.
 *
 * @param active those that process records
 * @param standby those that keep a copy of another member's state
 * @param warmup those that restore a state before they become active
 */
public record Tasks(SortedSet<TaskId> active, SortedSet<TaskId> standby, SortedSet<TaskId> warmup) {
    static final Tasks NONE = new Tasks(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    public Tasks {
        active = Collections.unmodifiableSortedSet(new TreeSet<>(active));
        standby = Collections.unmodifiableSortedSet(new TreeSet<>(standby));
        warmup = Collections.unmodifiableSortedSet(new TreeSet<>(warmup));
    }

    boolean isEmpty() {
        return active.isEmpty() && standby.isEmpty() && warmup.isEmpty();
    }

    int size() {
        return active.size() + standby.size() + warmup.size();
    }

    boolean containsAny(Tasks others) {
        return !Collections.disjoint(active, others.active)
                || !Collections.disjoint(standby, others.standby)
                || !Collections.disjoint(warmup, others.warmup);
    }

    boolean containsAll(Tasks others) {
        return active.containsAll(others.active)
                && standby.containsAll(others.standby)
                && warmup.containsAll(others.warmup);
    }

    Tasks plus(Tasks others) {
        return combine(others, Tasks::union);
    }

    Tasks minus(Tasks others) {
        return combine(others, Tasks::difference);
    }

    /** The tasks that are among others as well. */
    Tasks in(Tasks others) {
        return minus(minus(others));
    }

    private Tasks combine(Tasks others, BinaryOperator<SortedSet<TaskId>> operation) {
        return new Tasks(
                operation.apply(active, others.active),
                operation.apply(standby, others.standby),
                operation.apply(warmup, others.warmup));
    }

    private static SortedSet<TaskId> union(SortedSet<TaskId> some, SortedSet<TaskId> others) {
        SortedSet<TaskId> union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }

    private static SortedSet<TaskId> difference(SortedSet<TaskId> some, SortedSet<TaskId> others) {
        SortedSet<TaskId> difference = new TreeSet<>(some);
        difference.removeAll(others);
        return difference;
    }
}
