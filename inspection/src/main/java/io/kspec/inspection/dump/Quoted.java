package io.kspec.inspection.dump;

/** Text of unknown origin, made safe to print on a terminal. */
public final class Quoted {
    private Quoted() {}

    /** In double quotes, with control characters, quotes and backslashes escaped. */
    public static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(each -> append(quoted, each));
        return quoted.append('"').toString();
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

    /** Not so: control and format characters, which may move the cursor or turn the direction of the text. */
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
