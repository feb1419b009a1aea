package io.kspec.mock.group.consumer;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.MemoryBudget;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The consumer groups that exist, and the deadlines of their members. */
final class ConsumerGroupTable {
    private final SortedMap<String, ConsumerGroup> groups = new TreeMap<>();
    private final Deadlines<Timer> timers = new Deadlines<>(Comparator.naturalOrder());
    private final MemoryBudget memory;

    /** Why a member is removed when its time has come. */
    enum Timeout {
        /** It has sent no heartbeat. */
        SESSION,
        /** It has not given up its partitions. */
        REBALANCE,
        /** As a classic member, it has not joined again. */
        JOIN,
        /** As a classic member, it has not fetched its assignment. */
        SYNC
    }

    /** A deadline of a member. */
    record Timer(String groupId, String memberId, Timeout timeout) implements Comparable<Timer> {
        private static final Comparator<Timer> ORDER = Comparator.comparing(Timer::groupId)
                .thenComparing(Timer::memberId)
                .thenComparing(Timer::timeout);

        @Override
        public int compareTo(Timer other) {
            return ORDER.compare(this, other);
        }
    }

    ConsumerGroupTable(MemoryBudget memory) {
        this.memory = memory;
    }

    @Nullable ConsumerGroup find(String groupId) {
        return groups.get(groupId);
    }

    List<ConsumerGroup> all() {
        return List.copyOf(groups.values());
    }

    List<String> ids() {
        return List.copyOf(groups.keySet());
    }

    Deadlines<Timer> timers() {
        return timers;
    }

    @SuppressWarnings("ReferenceEquality") // the same object: nothing has changed
    void put(ConsumerGroup group) {
        ConsumerGroup before = groups.put(group.id(), group);
        if (before == group) {
            return;
        }
        if (before != null) {
            memory.add(-before.heldBytes());
            before.members().keySet().stream()
                    .filter(memberId -> group.member(memberId) == null)
                    .forEach(memberId -> cancelAll(group.id(), memberId));
        }
        memory.add(group.heldBytes());
    }

    void remove(String groupId) {
        ConsumerGroup before = groups.remove(groupId);
        if (before != null) {
            memory.add(-before.heldBytes());
            before.members().keySet().forEach(memberId -> cancelAll(groupId, memberId));
        }
    }

    private void cancelAll(String groupId, String memberId) {
        for (Timeout timeout : Timeout.values()) {
            cancel(groupId, memberId, timeout);
        }
    }

    void schedule(String groupId, String memberId, Timeout timeout, long atMs) {
        timers.set(new Timer(groupId, memberId, timeout), atMs);
    }

    /** Sets a deadline unless there is one. */
    void scheduleIfAbsent(String groupId, String memberId, Timeout timeout, long atMs) {
        Timer timer = new Timer(groupId, memberId, timeout);
        if (!timers.has(timer)) {
            timers.set(timer, atMs);
        }
    }

    void cancel(String groupId, String memberId, Timeout timeout) {
        timers.set(new Timer(groupId, memberId, timeout), Deadlines.NEVER);
    }
}
