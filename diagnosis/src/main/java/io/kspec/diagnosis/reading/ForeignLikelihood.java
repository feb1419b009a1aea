package io.kspec.diagnosis.reading;

import io.kspec.protocol.Bytes;

/** How surprising bytes are that follow no layout, in bits. */
public final class ForeignLikelihood {
    private static final double CONTROL_IN_TEXT = 12;
    private static final double WHITE_SPACE = 5;

    private ForeignLikelihood() {}

    /**
     * The bits of the first bytes, at most {@code most} of them: as text, or as any bytes, among which zeros and letters are
     * usual.
     */
    public static double bits(Bytes bytes, int most) {
        double text = 0;
        double any = 0;
        for (int i = 0; i < Math.min(bytes.size(), most); i++) {
            byte b = bytes.get(i);
            text += inText(b);
            any += Likelihood.opaque(b);
        }
        return Math.min(text, any);
    }

    /** The bits of bytes as integers of 32 bits, as in an index or a table; those at the end may be fewer. */
    public static double bitsOfNumbers(Bytes bytes, int most) {
        double bits = 0;
        int size = Math.min(bytes.size(), most);
        int whole = size - size % Integer.BYTES;
        for (int at = 0; at < whole; at += Integer.BYTES) {
            bits += Likelihood.number(Meaning.PLAIN, bytes.getInt(at), 0, Integer.BYTES);
        }
        return bits + bits(bytes.slice(whole), size - whole);
    }

    private static double inText(byte b) {
        return switch (b) {
            case ' ', '\r', '\n', '\t' -> WHITE_SPACE;
            default -> b >= 0 && b < ' ' ? CONTROL_IN_TEXT : Likelihood.character(b);
        };
    }
}
