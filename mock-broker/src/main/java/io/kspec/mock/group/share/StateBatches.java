package io.kspec.mock.group.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Combines batches of states. Where they overlap, the one with more deliveries counts, or else the one with the later state, as
 * in Kafka's share coordinator.
 */
final class StateBatches {
    private static final Comparator<StateBatch> BY_WEIGHT = Comparator.comparingInt(StateBatch::deliveryCount)
            .thenComparingInt(StateBatch::state)
            .thenComparingLong(StateBatch::firstOffset)
            .thenComparingLong(StateBatch::lastOffset);

    private StateBatches() {}

    /**
     * Combines two lists of batches.
     *
     * @param startOffset the offset before which nothing is kept; -1 to keep all
     * @return batches that do not overlap, by offset; neighbours differ
     */
    static List<StateBatch> combine(List<StateBatch> kept, List<StateBatch> added, long startOffset) {
        PriorityQueue<StateBatch> coming = new PriorityQueue<>(Comparator.comparingLong(StateBatch::firstOffset));
        for (List<StateBatch> batches : List.of(kept, added)) {
            for (StateBatch batch : batches) {
                if (batch.lastOffset() >= Math.max(batch.firstOffset(), startOffset)) {
                    coming.add(batch.between(Math.max(batch.firstOffset(), startOffset), batch.lastOffset()));
                }
            }
        }
        List<StateBatch> combined = new ArrayList<>();
        TreeSet<StateBatch> open = new TreeSet<>(BY_WEIGHT);
        long at = Long.MIN_VALUE;
        while (!coming.isEmpty() || !open.isEmpty()) {
            if (open.isEmpty()) {
                at = coming.element().firstOffset();
            }
            while (!coming.isEmpty() && coming.element().firstOffset() <= at) {
                open.add(coming.remove());
            }
            StateBatch heaviest = open.last();
            if (heaviest.lastOffset() < at) {
                open.remove(heaviest);
                continue;
            }
            long last = coming.isEmpty()
                    ? heaviest.lastOffset()
                    : Math.min(heaviest.lastOffset(), coming.element().firstOffset() - 1);
            append(combined, heaviest.between(at, last));
            if (last == Long.MAX_VALUE) {
                break;
            }
            at = last + 1;
            long next = at;
            // Lighter batches that have ended may stay until they are the heaviest.
            if (heaviest.lastOffset() < next) {
                open.remove(heaviest);
            }
        }
        return combined;
    }

    private static void append(List<StateBatch> combined, StateBatch batch) {
        int last = combined.size() - 1;
        if (last >= 0 && batch.continues(combined.get(last))) {
            combined.set(last, combined.get(last).between(combined.get(last).firstOffset(), batch.lastOffset()));
        } else {
            combined.add(batch);
        }
    }
}
