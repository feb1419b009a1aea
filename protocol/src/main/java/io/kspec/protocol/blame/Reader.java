package io.kspec.protocol.blame;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes under one hypothesis, as strictly as its layout allows, and counts how surprising they are. It gives up
 * when they are more surprising than a bound: a better hypothesis is known by then.
 */
final class Reader {
    private static final double STOPPED = 20;
    private static final double UNKNOWN_TAG = 24;
    private static final double WRONG_CORRELATION_ID = 45;
    private static final double FORBIDDEN_NULL = 3;
    private static final double NO_TAGS = 0.15;
    private static final double TAGS = 6;
    private static final double WRONG_RECORD_LENGTH = 30;
    /** A frame that ends between two fields rather lacks the second. */
    private static final double CUT_BETWEEN_FIELDS = 4;

    private final Known known;
    private final Hypothesis hypothesis;
    private final double bound;
    private final boolean prefixOnly;
    private final @Nullable Tracer tracer;
    private final ByteCursor in;
    private final ContentLikelihood content;
    private final Orders orders = new Orders();
    private final int end;
    private double bits;
    /** Where the record ends that is being read, by its length; or -1. */
    private long recordEnd = -1;
    /** The bytes ended after the first byte of a number or content, and before its last. */
    private boolean withinPart;
    /** The bytes ended where that is allowed: what was read is all there is. */
    private boolean cut;

    private Reader(
            Bytes bytes,
            boolean prefixOnly,
            Known known,
            Hypothesis hypothesis,
            double bound,
            @Nullable Tracer tracer) {
        this.prefixOnly = prefixOnly;
        this.known = known;
        this.hypothesis = hypothesis;
        this.bound = bound;
        this.tracer = tracer;
        this.in = new ByteCursor(bytes);
        this.content = new ContentLikelihood(bytes, known);
        this.end = bytes.size();
        this.bits = hypothesis.prior();
    }

    /**
     * Reads.
     *
     * @param prefixOnly whether more bytes follow that are not looked at
     * @param bound how many bits are too many
     */
    static Reading read(Bytes bytes, boolean prefixOnly, Known known, Hypothesis hypothesis, double bound) {
        return new Reader(bytes, prefixOnly, known, hypothesis, bound, null).read();
    }

    /** Reads, and notes what lies where. */
    static Reading trace(Bytes bytes, boolean prefixOnly, Known known, Hypothesis hypothesis) {
        return new Reader(bytes, prefixOnly, known, hypothesis, Double.MAX_VALUE, new Tracer()).read();
    }

    private Reading read() {
        boolean done = parts(hypothesis.shape().parts());
        boolean complete = done && in.position() == end;
        int stopped = in.position();
        if (done && in.position() < end) {
            complete = hypothesis.tolerance() == Tolerance.TRAILING;
            bits += complete ? content.leftover(in.position()) : Likelihood.RAW_BYTE * (end - in.position());
            if (complete) {
                sightTolerated(in.position(), end, (long) end - in.position());
            } else {
                bits += STOPPED;
            }
        } else if (cut) {
            bits += Likelihood.RAW_BYTE * (end - in.position());
            complete = true;
            stopped = end;
        } else if (!done) {
            bits += STOPPED + Likelihood.RAW_BYTE * (end - in.position());
        }
        return new Reading(hypothesis, bits, complete, stopped, tracer == null ? Reading.Trace.NONE : tracer.trace());
    }

    private boolean parts(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (!part(parts.get(i).at(in.position()))) {
                return false;
            }
        }
        return true;
    }

    private boolean part(Part part) {
        if (bits > bound) {
            return false;
        }
        if (tracer == null) {
            return content(part);
        }
        int start = in.position();
        int level = tracer.enter(part, start);
        Mark mark = part.mark();
        boolean first = mark != null && isToBlame(part, mark) && tracer.sight(part, mark, start);
        boolean read = content(part);
        if (first && mark != null) {
            tracer.sighted(mark, start, in.position(), part.isNumber() && read ? in.number() : null);
        }
        tracer.leave(level);
        return read;
    }

    /** A little-endian number whose bytes read the same both ways gives nothing away. */
    private boolean isToBlame(Part part, Mark mark) {
        if (mark.scope() != Mark.Scope.WHOLE) {
            return false;
        }
        int size = part.number().size();
        if (part.number().coding() != NumberForm.Coding.LITTLE_ENDIAN || in.remaining() < size) {
            return true;
        }
        for (int i = 0; i < size / 2; i++) {
            if (in.at(in.position() + i) != in.at(in.position() + size - 1 - i)) {
                return true;
            }
        }
        return false;
    }

    private boolean content(Part part) {
        return switch (part.form()) {
            case NUMBER -> number(part);
            case UUID -> uuid(part);
            case STRING, BYTES, RECORDS -> blob(part);
            case LIST -> list(part);
            case STRUCT -> parts(part.shape().parts());
            case OPTIONAL -> optional(part);
            case TAGS -> tags(part);
            case GAP -> true;
        };
    }

    /** Ends the reading for want of bytes. */
    private boolean outOfBytes() {
        cut = cutIsAllowed();
        if (cut && !prefixOnly) {
            bits += in.position() == in.limit() && !withinPart ? CUT_BETWEEN_FIELDS : 0;
            sightTolerated(end, end, null);
        }
        return false;
    }

    private boolean number(Part part) {
        NumberForm form = part.number();
        int start = in.position();
        if (form.isVarint()) {
            if (!in.readVarint(form)) {
                return in.ranOut() && outOfBytes();
            }
        } else {
            if (in.remaining() < form.size()) {
                cutNumber(part);
                return outOfBytes();
            }
            in.readFixed(form);
        }
        long value = in.number();
        if (part.meaning() == Meaning.BOOL && (value & ~1L) != 0) {
            in.moveTo(start);
            return false;
        }
        bits += numberBits(part, value);
        if (part.meaning() == Meaning.RECORD_LENGTH) {
            recordEnd = in.position() + value;
        }
        if (tracer != null) {
            tracer.spot(part, Spot.Role.NUMBER, start, in.position(), value);
        }
        return true;
    }

    /** Of a number that is cut the first bytes say whether it is 0, -1 or neither. */
    private void cutNumber(Part part) {
        if (cutIsAllowed() && in.position() < in.limit()) {
            bits += numberBits(part, beginning(part.number().size()));
            in.moveTo(in.limit());
            withinPart = true;
        }
    }

    /** A big-endian number of which only the first bytes are there: as if the others were 0, or 255 if it is negative. */
    private long beginning(int size) {
        long value = in.at(in.position());
        for (int i = in.position() + 1; i < in.position() + size; i++) {
            value = (value << 8) | ((i < in.limit() ? in.at(i) : in.at(in.position()) >> 7) & 0xff);
        }
        return value;
    }

    private double numberBits(Part part, long value) {
        if (part.meaning() == Meaning.CORRELATION_ID && known.correlationId() != null) {
            return value == known.correlationId() ? 0 : WRONG_CORRELATION_ID;
        }
        double alone = Likelihood.number(
                part.meaning(), value, part.usual(), part.number().size());
        return orders.bits(part.name(), value, alone);
    }

    private boolean uuid(Part part) {
        if (in.remaining() < 16) {
            return outOfBytes();
        }
        NumberForm half = new NumberForm(Long.BYTES, true, NumberForm.Coding.BIG_ENDIAN);
        bits += Likelihood.uuid(in.fixed(half, in.position()), in.fixed(half, in.position() + Long.BYTES));
        in.moveTo(in.position() + 16);
        if (tracer != null) {
            tracer.spot(part, Spot.Role.CONTENT, in.position() - 16, in.position(), 0);
        }
        return true;
    }

    private boolean blob(Part part) {
        int start = in.position();
        int length = length(part, Spot.Role.LENGTH);
        if (length < 0) {
            return length == -1;
        }
        if (length > in.remaining()) {
            if (cutIsAllowed()) {
                bits += content.bits(part, in.position(), in.limit(), true);
                in.moveTo(in.limit());
                withinPart = true;
            } else {
                in.moveTo(start);
            }
            return outOfBytes();
        }
        int from = in.position();
        if (!content.isWellFormed(part, from, from + length)) {
            in.moveTo(start);
            return false;
        }
        in.moveTo(from + length);
        bits += content.bits(part, from, from + length, false);
        if (tracer != null) {
            tracer.spot(part, Spot.Role.CONTENT, from, in.position(), 0);
        }
        return true;
    }

    private boolean cutIsAllowed() {
        return in.limit() == end && (prefixOnly || hypothesis.tolerance() == Tolerance.CUT);
    }

    /** The length or count, -1 for a null that is let pass, or {@link ByteCursor#NO_LENGTH}. */
    private int length(Part part, Spot.Role role) {
        int start = in.position();
        LengthForm form = part.length();
        int raw = rawLength(form);
        if (raw == ByteCursor.NO_LENGTH) {
            return ByteCursor.NO_LENGTH;
        }
        boolean isNull = raw == -1 ? form.base().size() > 0 || form.adjust() == 0 : isCompactNull(part, form, raw);
        int length = isNull ? -1 : raw + form.adjust();
        if (length < -1) {
            in.moveTo(start);
            return ByteCursor.NO_LENGTH;
        }
        // Kafka itself writes empty arrays where null is the default.
        boolean nullUsual = part.usual() == -1 && (length != 0 || part.form() == Part.Form.STRING);
        if (length == 0 && nullUsual && hypothesis.tolerance() == Tolerance.EMPTY_FOR_NULL) {
            bits += Likelihood.length(-1, true);
            sightTolerated(start, in.position(), 0L, part);
        } else if (length == -1 && !part.nullable()) {
            if (hypothesis.tolerance() != Tolerance.NULLS) {
                in.moveTo(start);
                return ByteCursor.NO_LENGTH;
            }
            bits += FORBIDDEN_NULL;
            sightTolerated(start, in.position(), -1L, part);
        } else {
            bits += Likelihood.length(length, nullUsual);
        }
        if (tracer != null) {
            Mark mark = part.mark();
            boolean sameNull = isNull && mark != null && mark.kind() == SlipKind.LENGTH_OFF_BY_ONE;
            boolean altered = mark != null && mark.scope() == Mark.Scope.LENGTH && !sameNull;
            if (altered && mark != null && tracer.sight(part, mark, start)) {
                tracer.sighted(mark, start, in.position(), (long) raw);
            }
            tracer.spot(part, role, start, in.position(), length);
        }
        return length;
    }

    /** Whoever forgets the plus one still writes null as 0. */
    private static boolean isCompactNull(Part part, LengthForm form, int raw) {
        return form.isCompact() && raw == 0 && part.nullable();
    }

    private int rawLength(LengthForm form) {
        int raw = in.readLength(form);
        if (raw == ByteCursor.NO_LENGTH && in.ranOut()) {
            if (form.base().size() > 0) {
                cutLength(form);
            }
            outOfBytes();
        }
        return raw;
    }

    private void cutLength(LengthForm form) {
        if (cutIsAllowed() && in.position() < in.limit()) {
            bits += Likelihood.length((int) beginning(form.base().size()), false);
            in.moveTo(in.limit());
            withinPart = true;
        }
    }

    private boolean list(Part part) {
        int start = in.position();
        int count = length(part, Spot.Role.COUNT);
        if (count < 0) {
            return count == -1;
        }
        if (count > in.remaining() && !cutIsAllowed()) {
            in.moveTo(start);
            return false;
        }
        List<Part> parts = part.shape().parts();
        for (int i = 0; i < count; i++) {
            int level = tracer == null ? 0 : tracer.enterEntry(i);
            int before = in.position();
            if (!parts(parts) || before == in.position()) {
                return false;
            }
            bits += recordEnd < 0 || recordEnd == in.position() ? 0 : WRONG_RECORD_LENGTH;
            recordEnd = -1;
            if (tracer != null) {
                tracer.leave(level);
            }
        }
        return true;
    }

    private boolean optional(Part part) {
        if (in.position() == in.limit()) {
            return outOfBytes();
        }
        byte presence = in.at(in.position());
        if (presence != 1 && presence != -1) {
            return false;
        }
        in.moveTo(in.position() + 1);
        bits += 1;
        if (tracer != null) {
            tracer.spot(part, Spot.Role.NUMBER, in.position() - 1, in.position(), presence);
        }
        return presence < 0 || parts(part.shape().parts());
    }

    private boolean tags(Part part) {
        int start = in.position();
        if (tracer != null) {
            tracer.spot(part, Spot.Role.TAGS, start, start, 0);
        }
        if (in.position() == in.limit()) {
            return outOfBytes();
        }
        int count = rawLength(LengthForm.COMPACT);
        if (count < 0 || count > in.remaining() / 2) {
            in.moveTo(start);
            return false;
        }
        bits += count == 0 ? NO_TAGS : TAGS;
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int tag = rawLength(LengthForm.COMPACT);
            if (tag <= previous || !taggedField(part, tag)) {
                return false;
            }
            previous = tag;
        }
        return true;
    }

    private boolean taggedField(Part buffer, int tag) {
        int start = in.position();
        int size = rawLength(LengthForm.COMPACT);
        if (size < 0 || size > in.remaining()) {
            in.moveTo(start);
            return false;
        }
        Part field = null;
        for (Part candidate : buffer.shape().parts()) {
            field = candidate.tag() == tag ? candidate : field;
        }
        if (field == null) {
            bits += UNKNOWN_TAG + Likelihood.RAW_BYTE * size;
            in.moveTo(in.position() + size);
            return true;
        }
        bits += 2;
        int outer = in.limit();
        in.limitTo(in.position() + size);
        boolean read = part(field.at(in.position())) && in.position() == in.limit();
        in.limitTo(outer);
        return read;
    }

    private void sightTolerated(int start, int until, @Nullable Long value) {
        Part whole = Part.of(-1, "", Part.Form.GAP, Shape.EMPTY);
        sightTolerated(start, until, value, whole);
    }

    private void sightTolerated(int start, int until, @Nullable Long value, Part part) {
        Mark mark = hypothesis.tolerated();
        if (tracer != null && mark != null && tracer.sight(part, mark, start)) {
            tracer.sighted(mark, start, until, value);
        }
    }
}
