package io.kspec.inspection.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Lines of a log, with bytes after a time, a level and a name. The rows of a hex dump are taken from the first offset in
 * each line on, and hexadecimal digits and base64 from the end of each line.
 */
final class LogLines {
    /** Fewer bytes at the end of a line are a number. */
    private static final int FEWEST = 8;
    /** How many words of a line are looked at. */
    private static final int MOST_WORDS = 40;

    private static final int SHORTEST_BASE64 = 24;
    private static final String SEPARATORS = " \t:,-";
    private static final String CLOSING = "\"'])}>;.|";

    private LogLines() {}

    /**
     * What is left of a text without its prefixes.
     *
     * @param text the bytes, in one of the other forms
     * @param remark what was skipped, for humans
     */
    record Rest(String text, String remark) {}

    /** Empty if there are no prefixes with bytes behind them. */
    static Optional<Rest> withoutPrefixes(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return rest(lines, LogLines::dump)
                .filter(rest -> rest.text().lines().anyMatch(OffsetLines::begins))
                .or(() -> rest(lines, LogLines::digits))
                .or(() -> rest(lines, LogLines::base64));
    }

    private static Optional<Rest> rest(List<String> lines, UnaryOperator<String> part) {
        List<String> parts = new ArrayList<>();
        boolean prefixed = false;
        for (String line : lines) {
            String found = part.apply(line);
            if (!found.isEmpty()) {
                parts.add(found);
                prefixed |= found.length() < line.strip().length();
            }
        }
        if (parts.isEmpty() || !prefixed) {
            return Optional.empty();
        }
        String where = lines.size() == 1 ? "the line" : parts.size() + " of " + lines.size() + " lines";
        return Optional.of(new Rest(String.join("\n", parts), "after a prefix in " + where));
    }

    /** The row of a hex dump in a line, or an empty text. */
    private static String dump(String line) {
        int at = 0;
        for (int words = 0; words < MOST_WORDS && at < line.length(); words++) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            String rest = line.substring(at);
            if (OffsetLines.isDumpLine(rest)) {
                return rest;
            }
            while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
                at++;
            }
        }
        return "";
    }

    /** The hexadecimal digits at the end of a line, or an empty text. */
    private static String digits(String line) {
        int end = end(line);
        int start = end;
        while (start > 0 && isDigitOrSeparator(line.charAt(start - 1))) {
            start--;
        }
        boolean prefixed = start > 0 && (line.startsWith("0x", start - 2) || line.startsWith("\\x", start - 2));
        boolean afterWord = start > 0 && Character.isLetterOrDigit(line.charAt(start - 1)) && !prefixed;
        String run = line.substring(start, end);
        int label = run.lastIndexOf(": "); // between bytes, a colon is not followed by a space
        int from = label >= 0 ? label + 1 : afterWord ? firstSeparator(run) : 0;
        List<String> pairs = new ArrayList<>();
        for (String word : words(run.substring(from))) {
            if (word.length() % 2 == 0) {
                pairs.add(word);
            } else {
                pairs.clear();
            }
        }
        String digits = String.join(" ", pairs);
        return digits.replace(" ", "").length() / 2 >= FEWEST ? digits : "";
    }

    private static int firstSeparator(String run) {
        int at = 0;
        while (at < run.length() && SEPARATORS.indexOf(run.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static List<String> words(String run) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= run.length(); i++) {
            char c = i < run.length() ? run.charAt(i) : ' ';
            if (SEPARATORS.indexOf(c) < 0) {
                word.append(c);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        return words;
    }

    /** The base64 that is the last word of a line, or an empty text. */
    private static String base64(String line) {
        int end = end(line);
        int start = end;
        while (start > 0
                && (Character.isLetterOrDigit(line.charAt(start - 1))
                        || "+/=_-".indexOf(line.charAt(start - 1)) >= 0)) {
            start--;
        }
        String word = line.substring(start, end);
        int equals = word.indexOf('=');
        if (equals >= 0 && equals < word.length() - 2) {
            word = word.substring(equals + 1);
        }
        boolean sure = word.endsWith("=") || word.startsWith("AAAA");
        return sure && word.length() >= SHORTEST_BASE64 && Base64Text.isIn(word) ? word : "";
    }

    private static int end(String line) {
        int end = line.length();
        while (end > 0
                && (Character.isWhitespace(line.charAt(end - 1)) || CLOSING.indexOf(line.charAt(end - 1)) >= 0)) {
            end--;
        }
        return end;
    }

    private static boolean isDigitOrSeparator(char c) {
        return c <= 'f' && (Character.digit(c, 16) >= 0 || SEPARATORS.indexOf(c) >= 0);
    }
}
