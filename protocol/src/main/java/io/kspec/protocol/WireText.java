package io.kspec.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a string must be to be written, and bytes to be read as one. */
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

    /**
     * The text that some bytes of an array are in UTF-8, or null if they are none. What is not UTF-8 would become U+FFFD,
     * which in turn is hardly ever meant: only then is it looked at closely.
     */
    public static @Nullable String decode(byte[] array, int start, int length) {
        String text = new String(array, start, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 || isUtf8(array, start, length) ? text : null;
    }

    /** Whether some bytes of an array are UTF-8. */
    public static boolean isUtf8(byte[] array, int start, int length) {
        for (int i = start; i < start + length; i++) {
            if (array[i] < 0) {
                return decodes(ByteBuffer.wrap(array, start, length));
            }
        }
        return true;
    }

    private static boolean decodes(ByteBuffer content) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(content);
            return true;
        } catch (CharacterCodingException e) {
            return false;
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
