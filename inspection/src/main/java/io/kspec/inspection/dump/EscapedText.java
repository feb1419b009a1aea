package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a string with escapes: Wireshark's "escaped string" ({@code "\x00\x2a"}, over several lines), Go's {@code %q},
 * Python's {@code b'\x00*'}, Elixir's and Rust's {@code "\0*"}, strace's {@code "\0\7"}, Haskell's {@code "\NUL\DC2"}, and
 * the {@code "\000\018"} of OCaml and Lua. Literals with nothing but white space between them are one; of others, the
 * longest counts.
 */
final class EscapedText {
    private static final Pattern ESCAPES =
            Pattern.compile("\\\\(?:x[0-9a-fA-F]{2}|[0-9]{3}|u00[0-9a-fA-F]{2}|[0-7]|NUL|SOH|ETX)");
    /** An escaped backslash, or a number after one. */
    private static final Pattern NUMBER = Pattern.compile("\\\\(?:\\\\|([0-9]{1,3}))");
    /** The names of the characters from 0 on and of 127, as Haskell prints them. */
    private static final List<String> NAMES = List.of(
            ("NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US")
                    .split(" ", -1));

    /** What decoders of UTF-8 replace other bytes with. */
    private static final Pattern LOST = Pattern.compile("\ufffd|\\\\u[fF]{3}[dD]");

    private static final int DELETE = 0x7f;
    private static final int LONGEST_NUMBER = 3;
    private static final int LARGEST = 0xff;
    private static final String LETTERS = "abefnrstv0\\'\"/";
    private static final String MEANINGS = "\u0007\b\u001b\f\n\r \t\u000b\0\\'\"/";
    private static final String BETWEEN = "\\+.;_";

    /**
     * A literal.
     *
     * @param bytes its content
     * @param end where it ends in the text, after its quote
     */
    record Literal(byte[] bytes, int end) {}

    /** What digits after a backslash are. */
    private enum Numbers {
        /** Octal, as in C and strace. */
        OCTAL,
        /** Decimal, as in Haskell, OCaml and Lua. */
        DECIMAL,
        /** Nothing but a 0, as in a b"…" of Python or Rust. */
        ZERO
    }

    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Numbers numbers;
    private final boolean latin1;
    private int at;

    private EscapedText(String text, int at, Numbers numbers) {
        this.text = text;
        this.at = at;
        this.numbers = numbers;
        this.latin1 = isLatin1(text);
    }

    /** Whether characters are bytes, as in JSON of bytes that were taken for Latin-1: its escapes have a u where others have an x. */
    static boolean isLatin1(String text) {
        return text.contains("\\u000") && !text.contains("\\x");
    }

    static boolean isIn(String text) {
        String start = text.strip();
        return (ESCAPES.matcher(text).find() && !HexDigits.areInSql(start))
                || start.startsWith("\"")
                || start.startsWith("b'")
                || start.startsWith("b\"");
    }

    static DumpInput read(String text) {
        Dump dump = new Dump.Plain(bytes(text));
        long lost = LOST.matcher(text).results().count();
        return lost == 0
                ? DumpInput.of(DumpFormat.ESCAPED, dump)
                : DumpInput.of(
                        DumpFormat.ESCAPED,
                        dump,
                        "bytes were lost before this was printed: U+FFFD stands in " + lost
                                + (lost == 1 ? " place" : " places") + " for what is not UTF-8");
    }

    private static Bytes bytes(String text) {
        Numbers numbers = numbers(text);
        byte[] longest = null;
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        int at = 0;
        int end = -1;
        while (at < text.length()) {
            if (!isQuote(text, at)) {
                at++;
                continue;
            }
            Literal literal = closed(text, at, numbers);
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
        return Bytes.wrap(longest == null ? unquoted(text, numbers) : longest);
    }

    /** The literal that starts at a quote. */
    static Literal literal(String text, int quote) {
        Literal literal = closed(text, quote, Numbers.OCTAL);
        if (literal == null) {
            throw new InspectionException(
                    "the string at character " + (quote + 1) + ": expected a quote at its end, found none");
        }
        return literal;
    }

    /** Numbers are decimal if they are next to names of characters, or no octal ones. */
    private static Numbers numbers(String text) {
        if (text.contains("\\NUL") || text.contains("\\SOH") || text.contains("\\ETX")) {
            return Numbers.DECIMAL;
        }
        boolean decimal = NUMBER.matcher(text)
                .results()
                .map(match -> match.group(1))
                .anyMatch(number -> number != null
                        && (number.indexOf('8') >= 0
                                || number.indexOf('9') >= 0
                                || (number.length() == LONGEST_NUMBER && number.charAt(0) > '3')));
        return decimal ? Numbers.DECIMAL : Numbers.OCTAL;
    }

    private static @Nullable Literal closed(String text, int quote, Numbers numbers) {
        boolean prefixed = quote > 0 && text.charAt(quote - 1) == 'b';
        EscapedText reader = new EscapedText(text, quote + 1, prefixed ? Numbers.ZERO : numbers);
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
    private static byte[] unquoted(String text, Numbers numbers) {
        int first = text.indexOf('\\');
        if (first < 0) {
            throw new InspectionException("expected a string in quotes or with escapes such as \\x2a, found neither");
        }
        int start = Math.max(0, first);
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        EscapedText reader = new EscapedText(text.substring(start).replaceAll("\\s+", ""), 0, numbers);
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
        } else if (digits(at + 2, 4, 16) && is(at + 1, 'u')) {
            write(Integer.parseInt(text, at + 2, at + 6, 16));
            at += 6;
        } else if (!number() && !name()) {
            letter();
        }
    }

    /** Reads up to three digits; a 0 that no further digits follow is a letter. */
    private boolean number() {
        int radix = numbers == Numbers.OCTAL ? 8 : 10;
        int length = 0;
        while (length < LONGEST_NUMBER && digits(at + 1, length + 1, radix)) {
            length++;
        }
        boolean zero =
                is(at + 1, '0') && length < LONGEST_NUMBER && numbers == Numbers.OCTAL; // Rust's \0 before a digit
        if (length == 0 || zero || numbers == Numbers.ZERO) {
            return false;
        }
        int value = Integer.parseInt(text, at + 1, at + 1 + length, radix);
        if (value > LARGEST) {
            return false;
        }
        bytes.write(value);
        at += 1 + length;
        return true;
    }

    /** Reads the name of a character, or the mark with which Haskell ends a number. */
    private boolean name() {
        if (numbers != Numbers.DECIMAL) {
            return false;
        }
        if (is(at + 1, '&')) {
            at += 2;
            return true;
        }
        int longest = text.startsWith("DEL", at + 1) ? DELETE : -1;
        for (int i = 0; i < NAMES.size() && longest < 0; i++) {
            longest = text.startsWith(NAMES.get(i), at + 1) ? i : longest;
        }
        if (longest < 0) {
            return false;
        }
        bytes.write(longest);
        at += 1 + (longest == DELETE ? LONGEST_NUMBER : NAMES.get(longest).length());
        return true;
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
        if (latin1 && character <= LARGEST) {
            bytes.write(character);
            return;
        }
        bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    }
}
