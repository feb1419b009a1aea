package io.kspec.diagnosis.reading;

/** Reads numbers and uuids. */
final class NumberReader {
    private static final double WRONG_CORRELATION_ID = 45;
    private static final int UUID_SIZE = 16;

    private final Passage passage;
    private final ByteCursor in;
    private final Known known;
    private final Orders orders = new Orders();

    NumberReader(Passage passage, Known known) {
        this.passage = passage;
        this.in = passage.in();
        this.known = known;
    }

    boolean number(Part part) {
        NumberEncoding form = part.number();
        int start = in.position();
        if (form.isVarint()) {
            if (!in.readVarint(form)) {
                return in.ranOut() && passage.outOfBytes();
            }
        } else {
            if (in.remaining() < form.size()) {
                return cut(part);
            }
            in.readFixed(form);
        }
        long value = in.number();
        if (part.meaning() == Meaning.BOOL && (value & ~1L) != 0) {
            in.moveTo(start);
            return false;
        }
        passage.cost(bits(part, value));
        passage.spot(part, Spot.Role.NUMBER, start, value);
        return true;
    }

    /** The first bytes of a number that is cut off tell whether it is 0, -1 or neither. */
    private boolean cut(Part part) {
        if (passage.cutIsAllowed() && in.remaining() > 0) {
            passage.takeBeginning(bits(part, in.beginning(part.number().size())));
        }
        return passage.outOfBytes();
    }

    private double bits(Part part, long value) {
        if (part.meaning() == Meaning.CORRELATION_ID && known.correlationId() != null) {
            return value == known.correlationId() ? 0 : WRONG_CORRELATION_ID;
        }
        double alone = Likelihood.number(
                part.meaning(), value, part.usual(), part.number().size());
        return orders.bits(part.name(), value, alone);
    }

    boolean uuid(Part part) {
        int start = in.position();
        if (in.remaining() < UUID_SIZE) {
            return passage.outOfBytes();
        }
        NumberEncoding half = new NumberEncoding(Long.BYTES, true, NumberEncoding.Coding.BIG_ENDIAN);
        passage.cost(Likelihood.uuid(in.fixed(half, start), in.fixed(half, start + Long.BYTES)));
        in.moveTo(start + UUID_SIZE);
        passage.spot(part, Spot.Role.CONTENT, start, 0);
        return true;
    }
}
