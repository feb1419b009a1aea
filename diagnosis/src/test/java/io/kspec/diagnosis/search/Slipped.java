package io.kspec.diagnosis.search;

import io.kspec.diagnosis.SlipKind;
import io.kspec.protocol.Bytes;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message with one slip.
 *
 * @param kind the slip
 * @param variant distinguishes slips of the same kind, for the table
 * @param frame the resulting bytes
 * @param start the first byte that departs
 * @param field the field that is added or missing, or empty
 * @param announced the size before the frame if it is wrong, or null
 */
record Slipped(SlipKind kind, String variant, Bytes frame, int start, String field, @Nullable Integer announced) {
    Slipped(SlipKind kind, String variant, Bytes frame, int start) {
        this(kind, variant, frame, start, "", null);
    }

    Slipped ofField(String name) {
        return new Slipped(kind, variant, frame, start, name, announced);
    }

    /** A correct message with a wrong size before it. */
    static Slipped ofSize(String variant, SampleMessage sample, int announced) {
        SlipKind kind = announced > sample.bytes().size() ? SlipKind.SIZE_TOO_HIGH : SlipKind.SIZE_TOO_LOW;
        return new Slipped(kind, variant, sample.bytes(), -Integer.BYTES, "", announced);
    }

    /** Whether nothing was changed. */
    boolean isSound(SampleMessage sample) {
        return announced == null && frame.equals(sample.bytes());
    }

    /** Replaces a range of bytes. */
    record Splice(int start, int end, Bytes with) {}

    static Splice insert(int at, Bytes bytes) {
        return new Splice(at, at, bytes);
    }

    static Splice remove(int start, int end) {
        return new Splice(start, end, Bytes.EMPTY);
    }

    /** The message after splices that do not overlap; it departs at the first. */
    static Slipped of(SlipKind kind, String variant, SampleMessage sample, List<Splice> splices) {
        List<Splice> inOrder = splices.stream()
                .sorted(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end))
                .toList();
        Bytes frame = sample.bytes();
        Bytes result = Bytes.EMPTY;
        int at = 0;
        for (Splice splice : inOrder) {
            result = result.concat(frame.slice(at, splice.start())).concat(splice.with());
            at = splice.end();
        }
        return new Slipped(
                kind, variant, result.concat(frame.slice(at)), inOrder.get(0).start());
    }

    static Slipped of(SlipKind kind, String variant, SampleMessage sample, Splice splice) {
        return of(kind, variant, sample, List.of(splice));
    }

    /** Whether splices do not overlap. */
    static boolean disjoint(List<Splice> splices) {
        List<Splice> sorted = splices.stream()
                .sorted(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end))
                .toList();
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).start() < sorted.get(i - 1).end()) {
                return false;
            }
        }
        return true;
    }
}
