package io.kspec.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a string must be to be written. */
public final class WireText {
    /** In bytes of UTF-8. Kafka holds to it for compact strings too, whose length could be larger. */
    public static final int LONGEST = Short.MAX_VALUE;
    /** No char takes more bytes of UTF-8. */
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private WireText() {}

    /**
     * Insists that a string can be written.
     *
     * @param field its name, for the error
     * @throws IllegalArgumentException if it is too long, or is not well-formed Unicode
     */
    public static void requireFit(String field, String text) {
        boolean surelyShort = text.length() <= LONGEST / MOST_BYTES_OF_A_CHAR;
        if (surelyShort && !hasSurrogates(text)) {
            return;
        }
        CharBuffer chars = CharBuffer.wrap(text);
        ByteBuffer utf8;
        try {
            utf8 = StandardCharsets.UTF_8.newEncoder().encode(chars);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    field + ": expected well-formed Unicode, found a lone surrogate at " + chars.position(), e);
        }
        if (utf8.remaining() > LONGEST) {
            throw new IllegalArgumentException(
                    field + ": expected a string of at most " + LONGEST + " bytes of UTF-8, found " + utf8.remaining());
        }
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
