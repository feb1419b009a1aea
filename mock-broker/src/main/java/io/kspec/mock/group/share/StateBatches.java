package io.kspec.mock.group.share;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Combines batches of states. Where they overlap, the one with more deliveries counts, or else the one with the later state, as
 * in Kafka's share coordinator. Like there, batches are compared in pairs from the first one on, so that neighbours with the same state
 * become one, unless the first of them was done with before the other had got its present bounds.
 */
final class StateBatches {
    private static final Comparator<StateBatch> BY_WEIGHT =
            Comparator.comparingInt(StateBatch::deliveryCount).thenComparingInt(StateBatch::state);
    private static final Comparator<StateBatch> BY_OFFSET = Comparator.comparingLong(StateBatch::firstOffset)
            .thenComparingLong(StateBatch::lastOffset)
            .thenComparing(BY_WEIGHT);

    private StateBatches() {}

    /**
     * Combines two lists of batches.
     *
     * @param startOffset the offset before which nothing is kept; -1 to keep all
     * @return batches that do not overlap, by offset
     */
    static List<StateBatch> combine(List<StateBatch> kept, List<StateBatch> added, long startOffset) {
        TreeSet<StateBatch> coming = new TreeSet<>(BY_OFFSET);
        for (List<StateBatch> batches : List.of(kept, added)) {
            for (StateBatch batch : batches) {
                if (batch.lastOffset() >= Math.max(batch.firstOffset(), startOffset)) {
                    coming.add(batch.between(Math.max(batch.firstOffset(), startOffset), batch.lastOffset()));
                }
            }
        }
        List<StateBatch> done = new ArrayList<>();
        StateBatch first = coming.pollFirst();
        while (first != null) {
            StateBatch second = coming.isEmpty() ? null : coming.first();
            if (second != null && (second.firstOffset() <= first.lastOffset() || second.continues(first))) {
                coming.remove(second);
                coming.addAll(resolve(first, second));
            } else {
                done.add(first);
            }
            first = coming.pollFirst();
        }
        return done;
    }

    /** What becomes of two batches that overlap, or are neighbours with the same state. */
    private static List<StateBatch> resolve(StateBatch first, StateBatch second) {
        int heavier = BY_WEIGHT.compare(second, first);
        if (heavier == 0) {
            return List.of(first.between(first.firstOffset(), Math.max(first.lastOffset(), second.lastOffset())));
        }
        StateBatch whole = heavier < 0 ? first : second;
        StateBatch rest = heavier < 0 ? second : first;
        List<StateBatch> resolved = new ArrayList<>(List.of(whole));
        if (rest.firstOffset() < whole.firstOffset()) {
            resolved.add(rest.between(rest.firstOffset(), whole.firstOffset() - 1));
        }
        if (rest.lastOffset() > whole.lastOffset()) {
            resolved.add(rest.between(whole.lastOffset() + 1, rest.lastOffset()));
        }
        return resolved;
    }
}
