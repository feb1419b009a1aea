package io.kspec.mock.log;

import io.kspec.protocol.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.Predicate;

/** The segments of a log, oldest first; appends go to the last, the active one. A log without appends has none. */
final class Segments {
    private final List<Segment> segments = new ArrayList<>();

    /**
     * Records an append, in a new segment if the active one is full.
     *
     * @return whether a segment was closed
     */
    boolean appended(RecordBatch batch, LogConfig config, long nowMs) {
        boolean full = !segments.isEmpty() && active().isFullFor(batch, config, nowMs);
        if (full || segments.isEmpty()) {
            segments.add(new Segment(batch.baseOffset(), nowMs));
        }
        active().appended(batch, nowMs);
        return full;
    }

    /** Begins a new active segment at the end of the log, unless the active one is empty. */
    void roll(long endOffset, long nowMs) {
        if (!segments.isEmpty() && !active().isEmpty()) {
            segments.add(new Segment(endOffset, nowMs));
        }
    }

    /** Sets the sizes of all segments after records were deleted. */
    void resize(LongBinaryOperator bytesBetween, long logEndOffset) {
        long end = logEndOffset;
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            segment.resize(bytesBetween.applyAsLong(segment.baseOffset(), end));
            end = segment.baseOffset();
        }
    }

    /** Forgets the segments that end at or before an offset, except for the active one. */
    void dropBefore(long offset) {
        int count = 0;
        while (count + 1 < segments.size() && segments.get(count + 1).baseOffset() <= offset) {
            count++;
        }
        segments.subList(0, count).clear();
    }

    /** The base offset of the first segment with a record after a time; the base offset of the active one if none has. */
    long firstModifiedAfter(long timeMs, long logEndOffset) {
        return segments.stream()
                .filter(segment -> isActive(segment) || segment.largestTimestampMs() > timeMs)
                .findFirst()
                .map(Segment::baseOffset)
                .orElse(logEndOffset);
    }

    /** The base offset of the active segment; 0 in a log without appends. */
    long activeBaseOffset() {
        return segments.isEmpty() ? 0 : active().baseOffset();
    }

    List<Segment> all() {
        return List.copyOf(segments);
    }

    /** The oldest segments up to the first that does not match. */
    List<Segment> oldest(Predicate<Segment> matching) {
        List<Segment> oldest = new ArrayList<>();
        for (Segment segment : segments) {
            boolean emptyActive = segment == active() && segment.isEmpty();
            if (emptyActive || !matching.test(segment)) {
                break;
            }
            oldest.add(segment);
        }
        return oldest;
    }

    /** The base offset of the segment after another one; the end offset of the log if that is the active one. */
    long endOf(Segment segment, long logEndOffset) {
        int next = segments.indexOf(segment) + 1;
        return next < segments.size() ? segments.get(next).baseOffset() : logEndOffset;
    }

    boolean isActive(Segment segment) {
        return segment == active();
    }

    void removeAll(List<Segment> deleted) {
        segments.removeAll(deleted);
    }

    void clear() {
        segments.clear();
    }

    private Segment active() {
        return segments.get(segments.size() - 1);
    }
}
