package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/** One way through the bytes under a hypothesis: where it stands, what it has cost, and what it came by. */
final class Passage {
    /** A frame that ends between two fields rather lacks the second. */
    private static final double CUT_BETWEEN_FIELDS = 4;

    private final Hypothesis hypothesis;
    private final boolean prefixOnly;
    private final @Nullable Tracer tracer;
    private final ByteCursor in;
    private final int end;
    private double bits;
    /** The bytes ended after the first byte of a number or content, and before its last. */
    private boolean withinPart;
    /** The bytes ended where that is allowed: what was read is all there is. */
    private boolean cut;

    Passage(Bytes bytes, boolean prefixOnly, Hypothesis hypothesis, @Nullable Tracer tracer) {
        this.hypothesis = hypothesis;
        this.prefixOnly = prefixOnly;
        this.tracer = tracer;
        this.in = new ByteCursor(bytes);
        this.end = bytes.size();
        this.bits = hypothesis.prior();
    }

    ByteCursor in() {
        return in;
    }

    Tolerance tolerance() {
        return hypothesis.tolerance();
    }

    @Nullable Tracer tracer() {
        return tracer;
    }

    /** How surprising everything is that was read so far, the hypothesis included. */
    double bits() {
        return bits;
    }

    void cost(double more) {
        bits += more;
    }

    boolean isCut() {
        return cut;
    }

    boolean cutIsAllowed() {
        return in.limit() == end && (prefixOnly || hypothesis.tolerance() == Tolerance.CUT);
    }

    /** Takes all bytes that are left for the beginning of a part. */
    void takeBeginning(double cost) {
        bits += cost;
        in.moveTo(in.limit());
        withinPart = true;
    }

    /** Ends the reading for want of bytes; always false. */
    boolean outOfBytes() {
        cut = cutIsAllowed();
        if (cut && !prefixOnly) {
            bits += in.position() == in.limit() && !withinPart ? CUT_BETWEEN_FIELDS : 0;
            sightTolerated(end, end, null);
        }
        return false;
    }

    void spot(Part part, Spot.Role role, int start, long value) {
        if (tracer != null) {
            tracer.spot(part, role, start, in.position(), value);
        }
    }

    void sightTolerated(int start, int until, @Nullable Long value) {
        sightTolerated(start, until, value, Part.of(-1, "", Part.Form.GAP, Shape.EMPTY));
    }

    void sightTolerated(int start, int until, @Nullable Long value, Part part) {
        Mark mark = hypothesis.tolerated();
        if (tracer != null && mark != null && tracer.sight(part, mark, start)) {
            tracer.sighted(mark, start, until, value);
        }
    }
}
