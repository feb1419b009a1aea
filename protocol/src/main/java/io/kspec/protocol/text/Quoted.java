package io.kspec.protocol.text;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.WireText;
import java.util.Optional;

/** Quotes text of unknown origin, so that it is safe to print on a terminal. */
public final class Quoted {
    private static final int DEL = 0x7f;

    private Quoted() {}

    /** Puts text in double quotes; escapes control characters, quotes and backslashes. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> append(quoted, each));
        return quoted.append('"').toString();
    }

    /** Quotes bytes if they are UTF-8 without ASCII control characters; empty otherwise. */
    public static Optional<String> readable(Bytes bytes) {
        return Optional.ofNullable(WireText.decode(bytes.array(), bytes.arrayOffset(), bytes.size()))
                .filter(text -> text.codePoints().allMatch(each -> each >= ' ' && each != DEL))
                .map(Quoted::of);
    }

    /**
     * Puts text in double quotes; escapes quotes, backslashes and everything but printable ASCII, and cuts long text.
     */
    static String ascii(String text, int longest) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), longest); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c >= DEL) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(text.length() > longest ? "\"… " + text.length() + " characters" : "\"")
                .toString();
    }

    private static void append(StringBuilder quoted, int character) {
        switch (character) {
            case '"', '\\' -> quoted.append('\\').append((char) character);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isPrintable(character)) {
                    quoted.appendCodePoint(character);
                } else {
                    quoted.append(String.format("\\u{%x}", character));
                }
            }
        }
    }

    /** False for control and format characters, which may move the cursor or change the direction of the text. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
