package io.kspec.mock.log;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A limit on the total size of all logs, so that no client can exhaust the memory. When it is reached, the oldest records make
 * way for new ones: those of logs that are only compacted last.
 */
public final class LogSpace {
    /** How much is deleted at a time: this part of the capacity. */
    private static final int STEPS = 64;

    private final long capacity;
    private final Set<PartitionLog> logs = new LinkedHashSet<>();
    private Runnable onFull = () -> {};
    private long used;
    private long turns;

    /**
     * Creates an empty log space.
     *
     * @param capacity the limit in bytes, 0 or more
     */
    public LogSpace(long capacity) {
        this.capacity = capacity;
    }

    /** The limit, in bytes. */
    public long capacity() {
        return capacity;
    }

    /** The number of bytes that can still be reserved. */
    public long free() {
        return capacity - used;
    }

    /** Sets what to run whenever records are deleted or refused because the limit is reached. */
    public void onFull(Runnable listener) {
        onFull = listener;
    }

    /** What happens when the limit is reached, for people. */
    public String consequenceOfBeingFull() {
        return "The logs have " + capacity
                + " bytes: the oldest records make way for new ones. ClusterSettings.logBytes is" + " the limit.";
    }

    /** The logs that have had records since they were last cleared. */
    List<PartitionLog> logs() {
        return List.copyOf(logs);
    }

    /** Whether no log has had records since it was last cleared. */
    boolean isEmpty() {
        return logs.isEmpty();
    }

    /** Reserves space for an append; returns false, and reserves nothing, if the batch is larger than the limit. */
    boolean take(PartitionLog log, long bytes) {
        if (bytes > free()) {
            onFull.run();
            if (bytes > capacity) {
                return false;
            }
            makeRoomFor(bytes);
        }
        used += bytes;
        logs.add(log);
        return true;
    }

    private void makeRoomFor(long bytes) {
        long wanted = Math.max(bytes, capacity / STEPS);
        while (free() < wanted) {
            Optional<PartitionLog> oldest = logs.stream()
                    .filter(log -> log.sizeInBytes() > 0)
                    .min(Comparator.<PartitionLog, Boolean>comparing(
                                    log -> !log.config().cleanup().deletes())
                            .thenComparingLong(PartitionLog::oldestTurn));
            if (oldest.isEmpty()) {
                return;
            }
            oldest.get().deleteOldest(wanted - free());
        }
    }

    /** The number of the next append. */
    long nextTurn() {
        return ++turns;
    }

    void giveBack(long bytes) {
        used -= bytes;
    }

    /** Forgets a log, and frees its space. */
    void remove(PartitionLog log, long bytes) {
        logs.remove(log);
        used -= bytes;
    }
}
