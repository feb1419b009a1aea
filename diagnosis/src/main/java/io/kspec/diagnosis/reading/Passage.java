package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/** The progress of reading bytes under a hypothesis: its position, its cost so far, and what it encountered. */
final class Passage {
    /** For a frame that ends between two fields: it more likely lacks the second. */
    private static final double CUT_BETWEEN_FIELDS = 4;

    private final Hypothesis hypothesis;
    private final boolean prefixOnly;
    private final @Nullable Tracer tracer;
    private final ByteCursor in;
    private final int end;
    private double bits;
    /** Whether the bytes ended in the middle of a number or content. */
    private boolean withinPart;
    /** Whether the bytes ended where that is allowed. */
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

    /** How surprising everything read so far is, including the hypothesis. */
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

    /** Consumes all remaining bytes as the start of a part. */
    void takeBeginning(double cost) {
        bits += cost;
        in.moveTo(in.limit());
        withinPart = true;
    }

    /** Stops reading because the bytes ran out; always false. */
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

    /** Records what is tolerated in the part that could not be read, up to an offset. */
    void sightStopped(int start, int until) {
        if (tracer != null) {
            tracer.resume();
        }
        sightTolerated(start, until, null);
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
