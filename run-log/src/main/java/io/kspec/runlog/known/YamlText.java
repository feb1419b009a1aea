package io.kspec.runlog.known;

import java.util.regex.Pattern;

/** Writes text as a scalar of YAML on one line. */
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w./()@+-]*(?: [\\w./()+=-]+)*");
    private static final Pattern KEYWORD = Pattern.compile("(?i)null|true|false|yes|no|on|off");
    /** Versions, which no reader of YAML takes for a number with an exponent or a date. */
    private static final Pattern VERSIONS = Pattern.compile("\\d+(?:-\\d+|\\+)?");

    private YamlText() {}

    /** Plain where that is safe, otherwise in double quotes. */
    static String of(String text) {
        boolean plain = VERSIONS.matcher(text).matches()
                || (PLAIN.matcher(text).matches() && !KEYWORD.matcher(text).matches());
        return plain ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (isHidden(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** What a reader cannot see, or what YAML takes for the end of a line, and halves of what needs two characters. */
    private static boolean isHidden(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> c != ' ' && Character.isSpaceChar(c);
        };
    }
}
