package io.kspec.reports;

/**
 * Makes text from a target safe to display: invisible characters, and those that control a page, a terminal or the text
 * direction, are written as Java escapes. Line breaks and tabs stay.
 */
final class VisibleText {
    private VisibleText() {}

    static String of(String text) {
        int plain = 0;
        while (plain < text.length() && isAscii(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, plain);
        text.codePoints().skip(plain).forEach(c -> append(visible, c));
        return visible.toString();
    }

    private static boolean isAscii(char c) {
        return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t';
    }

    private static void append(StringBuilder visible, int c) {
        if (c == '\n' || c == '\t' || !isHidden(c)) {
            visible.appendCodePoint(c);
        } else if (Character.isBmpCodePoint(c)) {
            visible.append(String.format("\\u%04x", c));
        } else {
            visible.append(String.format("\\u{%x}", c));
        }
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
