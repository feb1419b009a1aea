package io.kspec.diagnosis.reading;

import io.kspec.diagnosis.SlipKind;

/** Reads lengths and counts. */
final class LengthReader {
    private static final double FORBIDDEN_NULL = 3;

    private final Passage passage;
    private final ByteCursor in;

    LengthReader(Passage passage) {
        this.passage = passage;
        this.in = passage.in();
    }

    /** The length or count, -1 for a tolerated null, or {@link ByteCursor#NO_LENGTH}. */
    int length(Part part, Spot.Role role) {
        int start = in.position();
        LengthEncoding form = part.length();
        int raw = raw(form);
        if (raw == ByteCursor.NO_LENGTH) {
            return ByteCursor.NO_LENGTH;
        }
        boolean isNull = raw == -1 ? form.base().size() > 0 || form.adjust() == 0 : isCompactNull(part, raw);
        int length = isNull ? -1 : raw + form.adjust();
        if (length < -1 || (length == -1 && !part.nullable() && passage.tolerance() != Tolerance.NULLS)) {
            in.moveTo(start);
            return ByteCursor.NO_LENGTH;
        }
        cost(part, start, length);
        trace(part, role, start, raw, length);
        return length;
    }

    private void cost(Part part, int start, int length) {
        // Kafka itself writes empty arrays where null is the default.
        boolean nullUsual = part.usual() == -1 && (length != 0 || part.form() == Part.Form.STRING);
        if (length == 0 && nullUsual && passage.tolerance() == Tolerance.EMPTY_FOR_NULL) {
            passage.cost(Likelihood.length(-1, true));
            passage.sightTolerated(start, in.position(), 0L, part);
        } else if (length == -1 && !part.nullable()) {
            passage.cost(FORBIDDEN_NULL);
            passage.sightTolerated(start, in.position(), -1L, part);
        } else {
            passage.cost(Likelihood.length(length, nullUsual));
        }
    }

    private void trace(Part part, Spot.Role role, int start, int raw, int length) {
        Tracer tracer = passage.tracer();
        if (tracer == null) {
            return;
        }
        Mark mark = part.mark();
        boolean sameNull = length == -1 && mark != null && mark.kind() == SlipKind.LENGTH_OFF_BY_ONE;
        if (mark != null && mark.scope() == Mark.Scope.LENGTH && !sameNull && tracer.sight(part, mark, start)) {
            tracer.sighted(mark, start, in.position(), (long) raw);
        }
        tracer.spot(part, role, start, in.position(), length);
    }

    /** Implementations that forget the +1 still write null as 0. */
    private static boolean isCompactNull(Part part, int raw) {
        return part.length().isCompact() && raw == 0 && part.nullable();
    }

    /** The number on the wire, or {@link ByteCursor#NO_LENGTH}. */
    int raw(LengthEncoding form) {
        int raw = in.readLength(form);
        if (raw == ByteCursor.NO_LENGTH && in.ranOut()) {
            int size = form.base().size();
            if (size > 0 && passage.cutIsAllowed() && in.remaining() > 0) {
                passage.takeBeginning(Likelihood.length((int) in.beginning(size), false));
            }
            passage.outOfBytes();
        }
        return raw;
    }
}
