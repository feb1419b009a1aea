package io.kspec.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Checks which strings can be written, and which bytes can be read as strings. */
public final class WireText {
    /**
     * The maximum length in bytes of UTF-8. Kafka applies it to compact strings too, whose length field allows more.
     */
    public static final int LONGEST = Short.MAX_VALUE;
    /** The most bytes of UTF-8 that a char takes. */
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private WireText() {}

    /**
     * Checks that a string can be written.
     *
     * @param field the name of the field, for the error message
     * @throws IllegalArgumentException if the string is too long or not well-formed Unicode
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
     * Decodes UTF-8, or returns null if the bytes are not UTF-8. Java turns invalid bytes into U+FFFD, which hardly
     * occurs in valid text, so only text that contains it is checked again.
     */
    public static @Nullable String decode(byte[] array, int start, int length) {
        String text = new String(array, start, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 || isUtf8(array, start, length) ? text : null;
    }

    /** Whether a range of an array is valid UTF-8. */
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
