package io.kspec.golden;

import io.kspec.protocol.text.FieldText;

/** The lines of a capture or a provenance, read one after the other, and errors that say where they are. */
final class CaptureLines {
    /** Far more than any capture has: the frames are small, and the longest line is one of the provenance. */
    static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    static final int LONGEST_LINE = 4096;
    private static final int LONGEST_QUOTE = 40;

    private final String file;
    private final String text;
    private int start;
    private int end;
    private int number = 1;

    CaptureLines(String file, String text) {
        this.file = file;
        this.text = text;
        if (text.length() > MOST_CHARACTERS) {
            throw failure(1, "at most " + MOST_CHARACTERS + " characters", text.length() + "");
        }
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new CaptureFormatException(
                    file,
                    (int) text.lines().count(),
                    text.length() - text.lastIndexOf('\n'),
                    "a line feed at the end of the last line",
                    "the end");
        }
        findEnd();
    }

    boolean atEnd() {
        return start == text.length();
    }

    /** The current line, without its line feed. */
    String line() {
        return text.substring(start, end);
    }

    /** The number of the current line, from 1. */
    int number() {
        return number;
    }

    boolean startsWith(String prefix) {
        return !atEnd() && text.startsWith(prefix, start);
    }

    void next() {
        start = end + 1;
        number++;
        findEnd();
    }

    /** Skips a line that must be exactly this. */
    void pass(String line) {
        if (atEnd() || !line().equals(line)) {
            throw failure(1, line.isEmpty() ? "an empty line" : "the line \"" + line + "\"", here(1));
        }
        next();
    }

    /** The value of a line {@code key: value}, or {@code key:} where it is empty; goes on to the next line. */
    String value(String key) {
        if (!startsWith(key + ":")) {
            throw failure(1, "a line that begins with \"" + key + ":\"", here(1));
        }
        String rest = line().substring(key.length() + 1);
        if (!rest.isEmpty() && (!rest.startsWith(" ") || !rest.substring(1).equals(rest.strip()) || rest.isBlank())) {
            throw failure(key.length() + 2, "one space and a value, or nothing", quoted(rest));
        }
        next();
        return rest.strip();
    }

    /** The value of a line {@code key: value}, which must not be empty; goes on to the next line. */
    String presentValue(String key) {
        String value = value(key);
        if (value.isEmpty()) {
            throw failureBefore(key, "a value", value);
        }
        return value;
    }

    /** What stands at a column of the current line. */
    String here(int column) {
        return atEnd() ? "the end of the file" : quoted(line().substring(Math.min(column - 1, end - start)));
    }

    private static String quoted(String found) {
        if (found.isEmpty()) {
            return "nothing";
        }
        return FieldText.NOTE.quoted(found.substring(0, Math.min(LONGEST_QUOTE, found.length())));
    }

    /** A failure in the current line. */
    CaptureFormatException failure(int column, String expected, String found) {
        return new CaptureFormatException(file, number, column, expected, found);
    }

    /** A failure in the previous line, whose value was just read. */
    CaptureFormatException failureBefore(String key, String expected, String found) {
        return new CaptureFormatException(file, number - 1, key.length() + 3, expected, FieldText.NOTE.quoted(found));
    }

    /** A failure in a line passed earlier. */
    CaptureFormatException failureAt(int line, int column, String expected, String found) {
        return new CaptureFormatException(file, line, column, expected, found);
    }

    private void findEnd() {
        end = atEnd() ? start : text.indexOf('\n', start);
        if (end - start > LONGEST_LINE) {
            throw failure(LONGEST_LINE + 1, "a line of at most " + LONGEST_LINE + " characters", (end - start) + "");
        }
    }
}
