package io.kspec.mock.log;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** At which offset each leader epoch of a partition began (KIP-101). The partition begins with epoch 0 at offset 0. */
public final class EpochHistory {
    /** The epoch and the offset of {@link EpochEnd#UNDEFINED}. */
    public static final int NONE = -1;

    private final NavigableMap<Integer, Long> starts = new TreeMap<>(Map.of(0, 0L));

    EpochHistory() {}

    /**
     * Where the records of an epoch end.
     *
     * @param epoch the largest epoch up to the requested one that has records
     * @param endOffset the offset after its last record
     */
    public record EpochEnd(int epoch, long endOffset) {
        /** The end of an epoch that the leader does not know. */
        public static final EpochEnd UNDEFINED = new EpochEnd(NONE, NONE);
    }

    /** The current leader epoch. */
    public int latest() {
        return starts.lastKey();
    }

    /** Begins an epoch. Like Kafka, it forgets earlier epochs in which nothing was appended. */
    void begin(int epoch, long offset) {
        starts.tailMap(epoch, true).clear();
        starts.values().removeIf(start -> start >= offset);
        starts.put(epoch, offset);
    }

    /** The epoch in which the record at an offset was appended, or for the log's end would be. */
    public int at(long offset) {
        int found = starts.firstKey();
        for (Map.Entry<Integer, Long> epoch : starts.entrySet()) {
            if (epoch.getValue() <= offset) {
                found = epoch.getKey();
            }
        }
        return found;
    }

    /**
     * Where the records of an epoch end, as OffsetForLeaderEpoch answers.
     *
     * @param logEndOffset where the current epoch ends
     */
    public EpochEnd endOf(int epoch, long logEndOffset) {
        if (epoch == latest()) {
            return new EpochEnd(epoch, logEndOffset);
        }
        Map.Entry<Integer, Long> next = starts.higherEntry(epoch);
        if (epoch == NONE || next == null) {
            return EpochEnd.UNDEFINED;
        }
        Integer floor = starts.floorKey(epoch);
        return new EpochEnd(floor == null ? epoch : floor, next.getValue());
    }
}
