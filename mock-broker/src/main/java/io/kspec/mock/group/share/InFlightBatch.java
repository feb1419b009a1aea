package io.kspec.mock.group.share;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Records that were first acquired together. They have one state until something happens to some of them alone; from then on each has its
 * own, and is delivered alone.
 */
final class InFlightBatch {
    private final long firstOffset;
    private final long lastOffset;
    private final Delivery common;
    private @Nullable NavigableMap<Long, Delivery> byOffset;

    InFlightBatch(long firstOffset, long lastOffset, Delivery state) {
        this.firstOffset = firstOffset;
        this.lastOffset = lastOffset;
        this.common = state;
    }

    long firstOffset() {
        return firstOffset;
    }

    long lastOffset() {
        return lastOffset;
    }

    int size() {
        return (int) (lastOffset - firstOffset + 1);
    }

    boolean isSplit() {
        return byOffset != null;
    }

    /** The state of all records, unless the batch is split. */
    Delivery common() {
        return common;
    }

    boolean isWithin(long first, long last) {
        return firstOffset >= first && lastOffset <= last;
    }

    /** Whether an offset is behind the first record, and not behind the last. */
    boolean isCutBy(long offset) {
        return firstOffset < offset && lastOffset >= offset;
    }

    /** Lets each record have its own state. */
    NavigableMap<Long, Delivery> split() {
        NavigableMap<Long, Delivery> split = byOffset;
        if (split == null) {
            split = new TreeMap<>();
            for (long offset = firstOffset; offset <= lastOffset; offset++) {
                split.put(offset, common.copy());
            }
            byOffset = split;
        }
        return split;
    }

    /** The states of single records, none unless the batch is split. */
    Collection<Map.Entry<Long, Delivery>> singles() {
        return byOffset == null ? List.of() : byOffset.entrySet();
    }

    Delivery at(long offset) {
        Delivery single = byOffset == null ? null : byOffset.get(offset);
        return single == null ? common : single;
    }

    /** Visits the states with the range of offsets that has each. */
    void forEach(RangeVisitor visitor) {
        if (byOffset == null) {
            visitor.visit(firstOffset, lastOffset, common);
        } else {
            byOffset.forEach((offset, state) -> visitor.visit(offset, offset, state));
        }
    }

    /** Visits the state of each record. */
    void forEachOffset(BiConsumer<Long, Delivery> visitor) {
        for (long offset = firstOffset; offset <= lastOffset; offset++) {
            visitor.accept(offset, at(offset));
        }
    }

    /** Is given a range of offsets that have the same state. */
    interface RangeVisitor {
        void visit(long first, long last, Delivery state);
    }
}
