package io.kspec.mock.clock;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ObjLongConsumer;
import org.apiguardian.api.API;

/**
 * When things are due, each at most once. Setting and removing a deadline costs the logarithm of their number.
 *
 * @param <T> what has deadlines, told apart by {@code equals}
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Deadlines<T> {
    /** The time that removes a deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Map<T, Deadline<T>> all = new HashMap<>();
    private final TreeSet<Deadline<T>> inOrder;

    /**
     * Creates an empty set of deadlines.
     *
     * @param order which of two things with the same deadline comes first; it must tell all of them apart
     */
    public Deadlines(Comparator<? super T> order) {
        inOrder = new TreeSet<>(
                Comparator.<Deadline<T>>comparingLong(Deadline::timeMs).thenComparing(Deadline::subject, order));
    }

    private record Deadline<T>(long timeMs, T subject) {}

    /** Sets a deadline, replacing any earlier one; {@link #NEVER} removes it. */
    public void set(T subject, long timeMs) {
        Deadline<T> before = all.get(subject);
        if (before != null && before.timeMs() == timeMs) {
            return;
        }
        if (before != null) {
            all.remove(subject);
            inOrder.remove(before);
        }
        if (timeMs != NEVER) {
            Deadline<T> deadline = new Deadline<>(timeMs, subject);
            all.put(subject, deadline);
            inOrder.add(deadline);
        }
    }

    /** Whether a deadline is set. */
    public boolean has(T subject) {
        return all.containsKey(subject);
    }

    /**
     * Handles what is due at or before a time, in order of the deadlines.
     *
     * @param action is given what is due, and when it was; it must remove the deadline, or set a later one
     */
    public void handleDue(long nowMs, ObjLongConsumer<T> action) {
        while (!inOrder.isEmpty() && nextMs() <= nowMs) {
            Deadline<T> due = inOrder.first();
            action.accept(due.subject(), due.timeMs());
        }
    }

    /** The time of the earliest deadline, or {@link #NEVER}. */
    public long nextMs() {
        return inOrder.isEmpty() ? NEVER : inOrder.first().timeMs();
    }

    /** Removes and returns what is due at or before a time, in order of the deadlines. */
    public List<T> takeDue(long nowMs) {
        List<T> due = new ArrayList<>();
        handleDue(nowMs, (subject, timeMs) -> {
            set(subject, NEVER);
            due.add(subject);
        });
        return due;
    }
}
