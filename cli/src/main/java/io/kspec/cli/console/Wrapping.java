package io.kspec.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Wrapping {
    private Wrapping() {}

    /** Splits text into lines of at most {@code width} characters, at spaces where possible. */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > width / 2 ? space : beforeSurrogate(rest, width);
            lines.add(rest.substring(0, end));
            rest = rest.substring(space > width / 2 ? end + 1 : end);
        }
        lines.add(rest);
        return lines;
    }

    private static int beforeSurrogate(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) && end > 1 ? end - 1 : end;
    }
}
