package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes as a string with escapes: Wireshark's "escaped string" ({@code "\x00\x2a"}, over several lines), Go's {@code %q}
 * and Python's {@code b'\x00*'}.
 */
final class EscapedText {
    private static final Pattern LITERAL =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'((?:[^'\\\\]|\\\\.)*)'", Pattern.DOTALL);
    private static final String LETTERS = "abfnrtv0\\'\"";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\0\\'\"";

    private EscapedText() {}

    static boolean isIn(String text) {
        String start = text.strip();
        return text.contains("\\x") || start.startsWith("\"") || start.startsWith("b'") || start.startsWith("b\"");
    }

    static Bytes read(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher matcher = LITERAL.matcher(text);
        boolean quoted = false;
        while (matcher.find()) {
            quoted = true;
            unescape(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), bytes);
        }
        if (!quoted) {
            unescape(text.replaceAll("\\s+", ""), bytes);
        }
        return Bytes.wrap(bytes.toByteArray());
    }

    private static void unescape(String text, ByteArrayOutputStream bytes) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (character != '\\') {
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(character);
            } else {
                at = escape(text, at, bytes);
            }
        }
    }

    /** Reads the escape at a backslash; returns where it ends. */
    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        String rest = text.substring(at + 1);
        if (rest.matches("(?s)x[0-9a-fA-F]{2}.*")) {
            bytes.write(Integer.parseInt(rest.substring(1, 3), 16));
            return at + 4;
        }
        if (rest.matches("(?s)[0-3][0-7]{2}.*")) {
            bytes.write(Integer.parseInt(rest.substring(0, 3), 8));
            return at + 4;
        }
        if (rest.matches("(?s)u[0-9a-fA-F]{4}.*")) {
            int character = Integer.parseInt(rest.substring(1, 5), 16);
            bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            return at + 6;
        }
        int known = rest.isEmpty() ? -1 : LETTERS.indexOf(rest.charAt(0));
        if (known < 0) {
            throw new InspectionException(
                    "the string at character " + (at + 1) + ": expected an escape such as \\x2a, found "
                            + Quoted.of("\\" + rest.substring(0, Math.min(3, rest.length()))));
        }
        bytes.write(MEANINGS.charAt(known));
        return at + 2;
    }
}
