package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.WireText;
import java.nio.charset.StandardCharsets;

/** How surprising the content of strings, bytes and records is, in bits. */
final class ContentLikelihood {
    /** Bytes that are a text with most mechanisms. */
    private static final String SASL_TOKEN = "AuthBytes";

    private static final double KNOWN_STRING = 3;
    private static final double NEXT_FRAME = 20;
    private static final double PIECE_OF_REQUEST = 8;
    private static final double NEXT_PIECE = 4;
    private static final int FIRST_PRINTABLE = 0x20;

    private final Bytes bytes;
    private final Known known;

    ContentLikelihood(Bytes bytes, Known known) {
        this.bytes = bytes;
        this.known = known;
    }

    /** The bits of a part's content, which may continue after the end if the bytes are cut off. */
    double bits(Part part, int start, int end, boolean cut) {
        if (part.form() == Part.Form.STRING) {
            return string(part.meaning(), start, end);
        }
        boolean records = part.form() == Part.Form.RECORDS && end > start;
        if (records) {
            Bytes batches = bytes.slice(start, end);
            int whole = RecordBatches.whole(batches);
            if (whole >= 0) {
                double tail = whole < batches.size() && !cut ? Likelihood.CUT_BATCH : 0;
                return tail + Likelihood.RECORDS_BYTE * whole + opaque(start + whole, end);
            }
        }
        if (!cut && ConsumerProtocolBytes.isWhole(part.name(), bytes.slice(start, end))) {
            return Likelihood.RECORDS_BYTE * (end - start);
        }
        double opaque = (records ? Likelihood.NO_RECORDS : 0) + opaque(start, end);
        return part.name().equals(SASL_TOKEN) ? Math.min(opaque, characters(start, end)) : opaque;
    }

    private double characters(int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += Likelihood.character(bytes.get(i));
        }
        return sum;
    }

    private double opaque(int start, int end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
            sum += Likelihood.opaque(bytes.get(i));
        }
        return sum;
    }

    /** The bits of what follows a complete message: another frame with its size is not very surprising. */
    double leftover(int start) {
        Bytes rest = bytes.slice(start);
        return Leftover.isFrame(known.type(), bytes, rest) ? NEXT_FRAME : Likelihood.RAW_BYTE * rest.size();
    }

    /**
     * The bits of bytes that pieces of the request's strings explain; those between them are unexplained. Negative if
     * there is no piece.
     */
    double requestText(int start) {
        double sum = 0;
        int unexplained = bytes.size() - start;
        RequestTextPiece previous = null;
        for (RequestTextPiece piece : known.pieces()) {
            if (piece.start() >= start) {
                sum += previous != null && piece.continues(previous) ? NEXT_PIECE : PIECE_OF_REQUEST;
                unexplained -= piece.end() - piece.start();
                previous = piece;
            }
        }
        return previous == null ? -1 : sum + Likelihood.RAW_BYTE * unexplained;
    }

    /** Whether a string has control characters, which no name has. */
    boolean hasControls(Part part, int start, int end) {
        boolean found = false;
        for (int i = start; i < end && part.form() == Part.Form.STRING; i++) {
            found |= bytes.get(i) >= 0 && bytes.get(i) < FIRST_PRINTABLE;
        }
        return found;
    }

    private double string(Meaning meaning, int start, int end) {
        double sum = characters(start, end);
        boolean worded = TextLikelihood.matters(meaning);
        if (end > start && (worded || !known.strings().isEmpty())) {
            String text = new String(bytes.slice(start, end).toArray(), StandardCharsets.ISO_8859_1);
            double bits = worded ? TextLikelihood.bits(meaning, text, sum) : sum;
            return known.strings().contains(text) ? Math.min(bits, KNOWN_STRING) : bits;
        }
        return sum;
    }

    /** Whether a string is valid UTF-8; true for other content. */
    boolean isWellFormed(Part part, int start, int end) {
        int from = bytes.arrayOffset() + start;
        return part.form() != Part.Form.STRING || WireText.isUtf8(bytes.array(), from, end - start);
    }
}
