package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a string with escapes: Wireshark's "escaped string" ({@code "\x00\x2a"}, over several lines), Go's {@code %q},
 * Python's {@code b'\x00*'}, Elixir's and Rust's {@code "\0*"}. Literals with nothing but white space between them are one;
 * of others, the longest counts.
 */
final class EscapedText {
    private static final Pattern ESCAPES = Pattern.compile("\\\\(?:x[0-9a-fA-F]{2}|[0-3][0-7]{2}|u00[0-9a-fA-F]{2}|0)");
    private static final String LETTERS = "abefnrstv0\\'\"";
    private static final String MEANINGS = "\u0007\b\u001b\f\n\r \t\u000b\0\\'\"";
    private static final String BETWEEN = "\\+.;_";

    /**
     * A literal.
     *
     * @param bytes its content
     * @param end where it ends in the text, after its quote
     */
    record Literal(byte[] bytes, int end) {}

    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /** Whether three octal digits are an escape, as they are in C, but not in a b"…" of Python or Rust. */
    private final boolean octal;

    private int at;

    private EscapedText(String text, int at, boolean octal) {
        this.text = text;
        this.at = at;
        this.octal = octal;
    }

    static boolean isIn(String text) {
        String start = text.strip();
        return ESCAPES.matcher(text).find()
                || start.startsWith("\"")
                || start.startsWith("b'")
                || start.startsWith("b\"");
    }

    static Bytes read(String text) {
        byte[] longest = null;
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        int end = -1;
        while (at < text.length()) {
            if (!isQuote(text, at)) {
                at++;
                continue;
            }
            Literal literal = closed(text, at);
            if (literal == null) {
                at++;
                continue;
            }
            if (!isBlank(text, end, at)) {
                joined.reset();
            }
            joined.writeBytes(literal.bytes());
            longest = longest == null || joined.size() >= longest.length ? joined.toByteArray() : longest;
            at = literal.end();
            end = at;
        }
        return Bytes.wrap(longest == null ? unquoted(text) : longest);
    }

    /** The literal that starts at a quote. */
    static Literal literal(String text, int quote) {
        Literal literal = closed(text, quote);
        if (literal == null) {
            throw new InspectionException(
                    "the string at character " + (quote + 1) + ": expected a quote at its end, found none");
        }
        return literal;
    }

    private static @Nullable Literal closed(String text, int quote) {
        EscapedText reader = new EscapedText(text, quote + 1, quote == 0 || text.charAt(quote - 1) != 'b');
        return reader.upTo(text.charAt(quote)) ? new Literal(reader.bytes.toByteArray(), reader.at) : null;
    }

    /** Whether a literal can start here: an apostrophe within a word is none. */
    private static boolean isQuote(String text, int at) {
        char c = text.charAt(at);
        if (c != '"' && c != '\'') {
            return false;
        }
        boolean prefixed = at > 0 && text.charAt(at - 1) == 'b';
        int before = at - (prefixed ? 2 : 1);
        return before < 0 || !Character.isLetterOrDigit(text.charAt(before));
    }

    private static boolean isBlank(String text, int from, int to) {
        for (int i = Math.max(0, from); i < to; i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && BETWEEN.indexOf(c) < 0 && !(c == 'b' && i == to - 1)) {
                return false;
            }
        }
        return from >= 0;
    }

    /** Text without quotes: what precedes the first escape in its word is a part of it. */
    private static byte[] unquoted(String text) {
        int first = text.indexOf('\\');
        if (first < 0) {
            throw new InspectionException("expected a string in quotes or with escapes such as \\x2a, found neither");
        }
        int start = Math.max(0, first);
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        EscapedText reader = new EscapedText(text.substring(start).replaceAll("\\s+", ""), 0, true);
        reader.upTo('\0');
        return reader.bytes.toByteArray();
    }

    /** Reads up to a quote; returns whether there is one. */
    private boolean upTo(char quote) {
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character == quote) {
                at++;
                return true;
            }
            if (character == '\\') {
                escape();
            } else {
                write(character);
                at += Character.charCount(character);
            }
        }
        return false;
    }

    private void escape() {
        if (digits(at + 2, 2, 16) && is(at + 1, 'x')) {
            bytes.write(Integer.parseInt(text, at + 2, at + 4, 16));
            at += 4;
        } else if (octal && digits(at + 1, 3, 8) && text.charAt(at + 1) <= '3') {
            bytes.write(Integer.parseInt(text, at + 1, at + 4, 8));
            at += 4;
        } else if (digits(at + 2, 4, 16) && is(at + 1, 'u')) {
            write(Integer.parseInt(text, at + 2, at + 6, 16));
            at += 6;
        } else {
            letter();
        }
    }

    private void letter() {
        int known = at + 1 < text.length() ? LETTERS.indexOf(text.charAt(at + 1)) : -1;
        if (known < 0 && at + 1 < text.length() && Character.isWhitespace(text.charAt(at + 1))) {
            at += 2; // the end of a line that continues
            return;
        }
        if (known < 0) {
            throw new InspectionException("the string at character " + (at + 1)
                    + ": expected an escape such as \\x2a, found "
                    + Quoted.of(text.substring(at, Math.min(text.length(), at + 4))));
        }
        bytes.write(MEANINGS.charAt(known));
        at += 2;
    }

    private boolean is(int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private boolean digits(int from, int count, int radix) {
        if (from + count > text.length()) {
            return false;
        }
        for (int i = from; i < from + count; i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), radix) < 0) {
                return false;
            }
        }
        return true;
    }

    private void write(int character) {
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }
}
