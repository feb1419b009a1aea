package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bytes under one hypothesis, as strictly as its layout allows, and sums up how surprising they are. Gives up when
 * they exceed a bound, since a better hypothesis is known by then.
 */
public final class Reader {
    private static final double STOPPED = 20;
    private static final double UNKNOWN_TAG = 24;
    private static final double NO_TAGS = 0.15;
    private static final double TAGS = 6;
    private static final double WRONG_RECORD_LENGTH = 30;

    private final Hypothesis hypothesis;
    private final double bound;
    private final @Nullable Tracer tracer;
    private final Passage passage;
    private final ByteCursor in;
    private final NumberReader numbers;
    private final LengthReader lengths;
    private final ContentLikelihood content;
    private final int end;
    /** Where the current record ends according to its length, or -1. */
    private long recordEnd = -1;

    private Reader(
            Bytes bytes,
            boolean prefixOnly,
            Known known,
            Hypothesis hypothesis,
            double bound,
            @Nullable Tracer tracer) {
        this.hypothesis = hypothesis;
        this.bound = bound;
        this.tracer = tracer;
        this.passage = new Passage(bytes, prefixOnly, hypothesis, tracer);
        this.in = passage.in();
        this.numbers = new NumberReader(passage, known);
        this.lengths = new LengthReader(passage);
        this.content = new ContentLikelihood(bytes, known);
        this.end = bytes.size();
    }

    /**
     * Reads without tracing.
     *
     * @param prefixOnly whether more bytes follow that are not examined
     * @param bound the number of bits at which to give up
     */
    public static Interpretation read(
            Bytes bytes, boolean prefixOnly, Known known, Hypothesis hypothesis, double bound) {
        return new Reader(bytes, prefixOnly, known, hypothesis, bound, null).read();
    }

    /** Reads, and records what was found where. */
    public static Interpretation trace(Bytes bytes, boolean prefixOnly, Known known, Hypothesis hypothesis) {
        return new Reader(bytes, prefixOnly, known, hypothesis, Double.MAX_VALUE, new Tracer()).read();
    }

    private Interpretation read() {
        boolean done = parts(hypothesis.shape().parts());
        int stopped = in.position();
        int left = end - stopped;
        double text = hypothesis.tolerance() == Tolerance.REQUEST_TEXT ? content.requestText(stopped) : -1;
        boolean complete = done ? left == 0 || hypothesis.tolerance() == Tolerance.TRAILING : passage.isCut();
        if (text >= 0) {
            complete = true;
            passage.cost(text);
            passage.sightStopped(stopped, end);
        } else if (done && complete && left > 0) {
            passage.cost(content.leftover(stopped));
            passage.sightTolerated(stopped, end, (long) left);
        } else {
            passage.cost(Likelihood.RAW_BYTE * left + (complete ? 0 : STOPPED));
        }
        return new Interpretation(
                hypothesis,
                passage.bits(),
                complete,
                passage.isCut() && !done ? end : stopped,
                tracer == null ? Interpretation.Trace.NONE : tracer.trace());
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
        if (passage.bits() > bound) {
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
        if (!read) {
            tracer.stop();
        }
        if (first && mark != null) {
            tracer.sighted(mark, start, in.position(), part.isNumber() && read ? in.number() : null);
        }
        tracer.leave(level);
        return read;
    }

    /** A little-endian number whose bytes are a palindrome shows no difference. */
    private boolean isToBlame(Part part, Mark mark) {
        if (mark.scope() != Mark.Scope.WHOLE) {
            return false;
        }
        int size = part.number().size();
        if (part.number().coding() != NumberEncoding.Coding.LITTLE_ENDIAN || in.remaining() < size) {
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
            case UUID -> numbers.uuid(part);
            case STRING, BYTES, RECORDS -> blob(part);
            case LIST -> list(part);
            case STRUCT -> parts(part.shape().parts());
            case OPTIONAL -> optional(part);
            case TAGS -> tags(part);
            case GAP -> true;
        };
    }

    private boolean number(Part part) {
        boolean read = numbers.number(part);
        if (read && part.meaning() == Meaning.RECORD_LENGTH) {
            recordEnd = in.position() + in.number();
        }
        return read;
    }

    private boolean blob(Part part) {
        int start = in.position();
        double before = passage.bits();
        int length = lengths.length(part, Spot.Role.LENGTH);
        if (length < 0) {
            return length == -1;
        }
        if (length > in.remaining()) {
            if (passage.cutIsAllowed()) {
                passage.takeBeginning(content.bits(part, in.position(), in.limit(), true));
            } else {
                giveBack(start, before);
            }
            return passage.outOfBytes();
        }
        int from = in.position();
        boolean misread =
                hypothesis.tolerance() == Tolerance.REQUEST_TEXT && content.hasControls(part, from, from + length);
        if (misread || !content.isWellFormed(part, from, from + length)) {
            giveBack(start, before);
            return false;
        }
        in.moveTo(from + length);
        passage.cost(content.bits(part, from, from + length, false));
        passage.spot(part, Spot.Role.CONTENT, from, 0);
        return true;
    }

    /** Returns to the start of a part. What is no length, but text of the request, must not be paid for as a length. */
    private void giveBack(int start, double before) {
        in.moveTo(start);
        if (hypothesis.tolerance() == Tolerance.REQUEST_TEXT) {
            passage.cost(before - passage.bits());
        }
    }

    private boolean list(Part part) {
        int start = in.position();
        double bits = passage.bits();
        int count = lengths.length(part, Spot.Role.COUNT);
        if (count < 0) {
            return count == -1;
        }
        if (count > in.remaining() && !passage.cutIsAllowed()) {
            giveBack(start, bits);
            return false;
        }
        List<Part> parts = part.shape().parts();
        for (int i = 0; i < count; i++) {
            int level = tracer == null ? 0 : tracer.enterEntry(i);
            int before = in.position();
            if (!parts(parts) || before == in.position()) {
                return false;
            }
            passage.cost(recordEnd < 0 || recordEnd == in.position() ? 0 : WRONG_RECORD_LENGTH);
            recordEnd = -1;
            if (tracer != null) {
                tracer.leave(level);
            }
        }
        return true;
    }

    private boolean optional(Part part) {
        if (in.position() == in.limit()) {
            return passage.outOfBytes();
        }
        byte presence = in.at(in.position());
        if (presence != 1 && presence != -1) {
            return false;
        }
        in.moveTo(in.position() + 1);
        passage.cost(1);
        passage.spot(part, Spot.Role.NUMBER, in.position() - 1, presence);
        return presence < 0 || parts(part.shape().parts());
    }

    private boolean tags(Part part) {
        int start = in.position();
        passage.spot(part, Spot.Role.TAGS, start, 0);
        if (in.position() == in.limit()) {
            return passage.outOfBytes();
        }
        int count = lengths.raw(LengthEncoding.COMPACT);
        if (count < 0 || count > in.remaining() / 2) {
            in.moveTo(start);
            return false;
        }
        passage.cost(count == 0 ? NO_TAGS : TAGS);
        int previous = -1;
        for (int i = 0; i < count; i++) {
            int tag = lengths.raw(LengthEncoding.COMPACT);
            if (tag <= previous || !taggedField(part, tag)) {
                return false;
            }
            previous = tag;
        }
        return true;
    }

    private boolean taggedField(Part buffer, int tag) {
        int start = in.position();
        int size = lengths.raw(LengthEncoding.COMPACT);
        if (size < 0 || size > in.remaining()) {
            in.moveTo(start);
            return false;
        }
        Part field = null;
        for (Part candidate : buffer.shape().parts()) {
            field = candidate.tag() == tag ? candidate : field;
        }
        if (field == null) {
            passage.cost(UNKNOWN_TAG + Likelihood.RAW_BYTE * size);
            in.moveTo(in.position() + size);
            return true;
        }
        passage.cost(2);
        int outer = in.limit();
        in.limitTo(in.position() + size);
        boolean read = part(field.at(in.position())) && in.position() == in.limit();
        in.limitTo(outer);
        return read;
    }
}
