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
 * @param variant tells slips of a kind apart, for the table
 * @param frame the bytes that come of it
 * @param start the first byte that departs
 * @param field the field that is added or missing, or empty
 * @param announced the size that stands before the frame if that is wrong, or null
 */
record Slipped(SlipKind kind, String variant, Bytes frame, int start, String field, @Nullable Integer announced) {
    Slipped(SlipKind kind, String variant, Bytes frame, int start) {
        this(kind, variant, frame, start, "", null);
    }

    Slipped ofField(String name) {
        return new Slipped(kind, variant, frame, start, name, announced);
    }

    /** A message that is sound but for the size before it. */
    static Slipped ofSize(String variant, Specimen specimen, int announced) {
        return new Slipped(SlipKind.FRAME_LENGTH, variant, specimen.frame(), -Integer.BYTES, "", announced);
    }

    /** Whether it is what it was. */
    boolean isSound(Specimen specimen) {
        return announced == null && frame.equals(specimen.frame());
    }

    /** Other bytes in the place of some. */
    record Splice(int start, int end, Bytes with) {}

    static Splice insert(int at, Bytes bytes) {
        return new Splice(at, at, bytes);
    }

    static Splice remove(int start, int end) {
        return new Splice(start, end, Bytes.EMPTY);
    }

    /** The message after splices that do not overlap; the first is where it departs. */
    static Slipped of(SlipKind kind, String variant, Specimen specimen, List<Splice> splices) {
        List<Splice> inOrder = splices.stream()
                .sorted(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end))
                .toList();
        Bytes frame = specimen.frame();
        Bytes result = Bytes.EMPTY;
        int at = 0;
        for (Splice splice : inOrder) {
            result = result.concat(frame.slice(at, splice.start())).concat(splice.with());
            at = splice.end();
        }
        return new Slipped(
                kind, variant, result.concat(frame.slice(at)), inOrder.get(0).start());
    }

    static Slipped of(SlipKind kind, String variant, Specimen specimen, Splice splice) {
        return of(kind, variant, specimen, List.of(splice));
    }

    /** Whether splices leave one another alone. */
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
