package io.kspec.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Wrapping {
    /** Stands between words that stay in one line, for {@link #linesKeeping}. */
    public static final char UNBROKEN = '\u00a0';

    private Wrapping() {}

    /** Splits text as {@link #lines} does, but never at {@link #UNBROKEN}, which becomes a space. */
    public static List<String> linesKeeping(String text, int width) {
        return lines(text, width).stream()
                .map(line -> line.replace(UNBROKEN, ' '))
                .toList();
    }

    /** Splits text into lines of at most {@code width} characters, at spaces where possible: only a word that fills a line is cut. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            boolean whole = space > width / 2 || (space > 0 && wordEnd(rest, space + 1) - space - 1 <= width);
            int end = whole ? space : beforeSurrogate(rest, width);
            lines.add(rest.substring(0, end));
            rest = rest.substring(whole ? end + 1 : end);
        }
        lines.add(rest);
        return lines;
    }

    private static int wordEnd(String text, int start) {
        int space = text.indexOf(' ', start);
        return space < 0 ? text.length() : space;
    }

    private static int beforeSurrogate(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) && end > 1 ? end - 1 : end;
    }
}
