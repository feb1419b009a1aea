package io.kspec.protocol.blame;

import io.kspec.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes under one hypothesis, as strictly as its layout allows, and counts how surprising they are. It gives up
 * when they are more surprising than a bound: a better hypothesis is known by then.
 */
final class Reader {
    private static final double STOPPED = 20;
    private static final double UNKNOWN_TAG = 24;
    private static final double WRONG_RECORD_LENGTH = 30;
    /** A frame that ends between two fields rather lacks the second. */
    private static final double CUT_BETWEEN_FIELDS = 4;

    private static final int BAD_LENGTH = Integer.MIN_VALUE;

    private final Bytes bytes;
    private final Known known;
    private final Hypothesis hypothesis;
    private final double bound;
    private final boolean prefixOnly;
    private final @Nullable Tracer tracer;
    private final byte[] array;
    private final int base;
    private final int end;
    private int position;
    private int limit;
    private double bits;
    /** The number that was read last. */
    private long lastNumber;
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
        this.bytes = bytes;
        this.prefixOnly = prefixOnly;
        this.known = known;
        this.hypothesis = hypothesis;
        this.bound = bound;
        this.tracer = tracer;
        this.array = bytes.array();
        this.base = bytes.arrayOffset();
        this.end = base + bytes.size();
        this.position = base;
        this.limit = end;
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
        boolean complete = done && position == end;
        int stopped = position;
        if (done && position < end) {
            bits += Likelihood.RAW_BYTE * (end - position);
            complete = hypothesis.tolerance() == Tolerance.TRAILING;
            if (complete) {
                sightTolerated(position - base, end - base, (long) end - position);
            } else {
                bits += STOPPED;
            }
        } else if (cut) {
            bits += Likelihood.RAW_BYTE * (end - position);
            complete = true;
            stopped = end;
        } else if (!done) {
            bits += STOPPED + Likelihood.RAW_BYTE * (end - position);
        }
        return new Reading(
                hypothesis, bits, complete, stopped - base, tracer == null ? Reading.Trace.NONE : tracer.trace());
    }

    private boolean parts(List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (!part(parts.get(i).at(position - base))) {
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
        int start = position - base;
        int level = tracer.enter(part, start);
        Mark mark = part.mark();
        boolean first = mark != null && isToBlame(part, mark) && tracer.sight(part, mark, start);
        long before = lastNumber;
        boolean read = content(part);
        if (first && mark != null) {
            tracer.sighted(mark, start, position - base, part.isNumber() && read ? lastNumber : null);
        }
        lastNumber = part.isNumber() ? lastNumber : before;
        tracer.leave(level);
        return read;
    }

    /** A little-endian number whose bytes read the same both ways gives nothing away. */
    private boolean isToBlame(Part part, Mark mark) {
        if (mark.scope() != Mark.Scope.WHOLE) {
            return false;
        }
        int size = part.number().size();
        if (part.number().coding() != NumberForm.Coding.LITTLE_ENDIAN || limit - position < size) {
            return true;
        }
        for (int i = 0; i < size / 2; i++) {
            if (array[position + i] != array[position + size - 1 - i]) {
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
            bits += position == limit && !withinPart ? CUT_BETWEEN_FIELDS : 0;
            sightTolerated(end - base, end - base, null);
        }
        return false;
    }

    private boolean number(Part part) {
        NumberForm form = part.number();
        int start = position;
        if (form.isVarint()) {
            if (!varint(form)) {
                return false;
            }
        } else {
            int size = form.size();
            if (limit - position < size) {
                cutNumber(part);
                return outOfBytes();
            }
            position += size;
            lastNumber = fixed(form, start);
        }
        long value = lastNumber;
        if (part.meaning() == Meaning.BOOL && (value & ~1L) != 0) {
            position = start;
            return false;
        }
        bits += numberBits(part, value);
        if (part.meaning() == Meaning.RECORD_LENGTH) {
            recordEnd = position + value;
        }
        if (tracer != null) {
            tracer.spot(part, Spot.Role.NUMBER, start - base, position - base, value);
        }
        return true;
    }

    /** Of a number that is cut the first bytes say whether it is 0, -1 or neither. */
    private void cutNumber(Part part) {
        if (cutIsAllowed() && position < limit) {
            long value = array[position];
            for (int i = position + 1; i < position + part.number().size(); i++) {
                value = (value << 8) | ((i < limit ? array[i] : array[position] >> 7) & 0xff);
            }
            bits += numberBits(part, value);
            position = limit;
            withinPart = true;
        }
    }

    private double numberBits(Part part, long value) {
        if (part.meaning() == Meaning.CORRELATION_ID && known.correlationId() != null) {
            return value == known.correlationId() ? 0 : 45;
        }
        return Likelihood.number(
                part.meaning(), value, part.usual(), part.number().size());
    }

    private long fixed(NumberForm form, int start) {
        int size = form.size();
        boolean little = form.coding() == NumberForm.Coding.LITTLE_ENDIAN;
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = (value << 8) | (array[little ? start + size - 1 - i : start + i] & 0xff);
        }
        int unused = Long.SIZE - size * Byte.SIZE;
        return form.signed() ? value << unused >> unused : value;
    }

    private boolean varint(NumberForm form) {
        int start = position;
        long value = 0;
        for (int shift = 0; shift < form.size() * Byte.SIZE; shift += 7) {
            if (position == limit) {
                position = start;
                return outOfBytes();
            }
            byte b = array[position++];
            value |= (b & 0x7fL) << shift;
            if (b >= 0) {
                if (shift > 0 && b == 0) {
                    break;
                }
                boolean zigzag = form.coding() == NumberForm.Coding.ZIGZAG_VARINT;
                long plain = form.size() == Integer.BYTES ? (int) value : value;
                lastNumber = zigzag ? (value >>> 1) ^ -(value & 1) : plain;
                return true;
            }
        }
        position = start;
        return false;
    }

    private boolean uuid(Part part) {
        if (limit - position < 16) {
            return outOfBytes();
        }
        NumberForm half = new NumberForm(Long.BYTES, true, NumberForm.Coding.BIG_ENDIAN);
        bits += Likelihood.uuid(fixed(half, position), fixed(half, position + Long.BYTES));
        position += 16;
        if (tracer != null) {
            tracer.spot(part, Spot.Role.CONTENT, position - 16 - base, position - base, 0);
        }
        return true;
    }

    private boolean blob(Part part) {
        int start = position;
        int length = length(part, Spot.Role.LENGTH);
        if (length < 0) {
            return length == -1;
        }
        if (length > limit - position) {
            if (cutIsAllowed()) {
                contentBits(part, position, limit - position);
                position = limit;
                withinPart = true;
            } else {
                position = start;
            }
            return outOfBytes();
        }
        int content = position;
        position += length;
        if (!contentBits(part, content, length)) {
            position = start;
            return false;
        }
        if (tracer != null) {
            tracer.spot(part, Spot.Role.CONTENT, content - base, position - base, 0);
        }
        return true;
    }

    private boolean cutIsAllowed() {
        return limit == end && (prefixOnly || hypothesis.tolerance() == Tolerance.CUT);
    }

    private boolean contentBits(Part part, int content, int length) {
        if (part.form() == Part.Form.STRING) {
            return stringBits(content, length);
        }
        boolean records = part.form() == Part.Form.RECORDS && length > 0;
        if (records && RecordBatches.looksLike(bytes.slice(content - base, content - base + length))) {
            bits += Likelihood.RECORDS_BYTE * length;
            return true;
        }
        for (int i = content; i < content + length; i++) {
            bits += Likelihood.opaque(array[i]);
        }
        bits += records ? Likelihood.NO_RECORDS : 0;
        return true;
    }

    private boolean stringBits(int content, int length) {
        double sum = 0;
        for (int i = content; i < content + length; i++) {
            sum += Likelihood.character(array[i]);
        }
        if (length > 0 && !known.strings().isEmpty()) {
            String text = new String(array, content, length, StandardCharsets.ISO_8859_1);
            sum = known.strings().contains(text) ? Math.min(sum, 3) : sum;
        }
        bits += sum;
        return Utf8.isWellFormed(array, content, content + length);
    }

    /** The length or count, -1 for a null that is let pass, or {@link #BAD_LENGTH}. */
    private int length(Part part, Spot.Role role) {
        int start = position;
        LengthForm form = part.length();
        int raw = rawLength(form);
        if (raw == BAD_LENGTH) {
            return BAD_LENGTH;
        }
        boolean isNull = raw == -1 ? form.base().size() > 0 || form.adjust() == 0 : isCompactNull(part, form, raw);
        int length = isNull ? -1 : raw + form.adjust();
        if (length < -1) {
            position = start;
            return BAD_LENGTH;
        }
        boolean nullUsual = part.usual() == -1;
        if (length == 0 && nullUsual && hypothesis.tolerance() == Tolerance.EMPTY_FOR_NULL) {
            bits += Likelihood.length(-1, true);
            sightTolerated(start - base, position - base, 0L, part);
        } else if (length == -1 && !part.nullable()) {
            if (hypothesis.tolerance() != Tolerance.NULLS) {
                position = start;
                return BAD_LENGTH;
            }
            bits += 3;
            sightTolerated(start - base, position - base, -1L, part);
        } else {
            bits += Likelihood.length(length, nullUsual);
        }
        if (tracer != null) {
            Mark mark = part.mark();
            boolean sameNull = isNull && mark != null && mark.kind() == SlipKind.LENGTH_OFF_BY_ONE;
            boolean altered = mark != null && mark.scope() == Mark.Scope.LENGTH && !sameNull;
            if (altered && mark != null && tracer.sight(part, mark, start - base)) {
                tracer.sighted(mark, start - base, position - base, (long) raw);
            }
            tracer.spot(part, role, start - base, position - base, length);
        }
        return length;
    }

    /** Whoever forgets the plus one still writes null as 0. */
    private static boolean isCompactNull(Part part, LengthForm form, int raw) {
        return form.isCompact() && raw == 0 && part.nullable();
    }

    private int rawLength(LengthForm form) {
        int start = position;
        int size = form.base().size();
        if (size > 0) {
            if (limit - position < size) {
                outOfBytes();
                return BAD_LENGTH;
            }
            position += size;
            boolean little = form.base() == LengthForm.Base.INT16_LITTLE || form.base() == LengthForm.Base.INT32_LITTLE;
            return (int) fixed(
                    new NumberForm(size, true, little ? NumberForm.Coding.LITTLE_ENDIAN : NumberForm.Coding.BIG_ENDIAN),
                    start);
        }
        boolean zigzag = form.base() == LengthForm.Base.ZIGZAG_VARINT;
        NumberForm.Coding coding = zigzag ? NumberForm.Coding.ZIGZAG_VARINT : NumberForm.Coding.PLAIN_VARINT;
        if (!varint(new NumberForm(Integer.BYTES, false, coding)) || (lastNumber < -1 && !zigzag)) {
            position = start;
            return BAD_LENGTH;
        }
        return (int) lastNumber;
    }

    private boolean list(Part part) {
        int start = position;
        int count = length(part, Spot.Role.COUNT);
        if (count < 0) {
            return count == -1;
        }
        if (count > limit - position && !cutIsAllowed()) {
            position = start;
            return false;
        }
        List<Part> parts = part.shape().parts();
        for (int i = 0; i < count; i++) {
            int level = tracer == null ? 0 : tracer.enterEntry(i);
            int before = position;
            if (!parts(parts)) {
                return false;
            }
            if (before == position) {
                return false;
            }
            bits += recordEnd < 0 || recordEnd == position ? 0 : WRONG_RECORD_LENGTH;
            recordEnd = -1;
            if (tracer != null) {
                tracer.leave(level);
            }
        }
        return true;
    }

    private boolean optional(Part part) {
        if (position == limit) {
            return outOfBytes();
        }
        byte presence = array[position];
        if (presence != 1 && presence != -1) {
            return false;
        }
        position++;
        bits += 1;
        if (tracer != null) {
            tracer.spot(part, Spot.Role.NUMBER, position - 1 - base, position - base, presence);
        }
        return presence < 0 || parts(part.shape().parts());
    }

    private boolean tags(Part part) {
        int start = position;
        if (position == limit) {
            return outOfBytes();
        }
        int count = rawLength(LengthForm.COMPACT);
        if (count < 0 || count > (limit - position) / 2) {
            position = start;
            return false;
        }
        bits += count == 0 ? 0.15 : 6;
        if (tracer != null) {
            tracer.spot(part, Spot.Role.TAGS, start - base, position - base, count);
        }
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
        int start = position;
        int size = rawLength(LengthForm.COMPACT);
        if (size < 0 || size > limit - position) {
            position = start;
            return false;
        }
        Part field = null;
        for (Part candidate : buffer.shape().parts()) {
            field = candidate.tag() == tag ? candidate : field;
        }
        if (field == null) {
            bits += UNKNOWN_TAG + Likelihood.RAW_BYTE * size;
            position += size;
            return true;
        }
        bits += 2;
        int outer = limit;
        limit = position + size;
        boolean read = part(field.at(position - base)) && position == limit;
        limit = outer;
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
