package io.kspec.golden;

import java.io.ByteArrayOutputStream;

/** Reads the bytes of one line of a frame: groups of digits with a space between, then perhaps a note. */
final class HexLine {
    /** The characters of {@code "> "}. */
    private static final int PREFIX = 2;

    private HexLine() {}

    /** Appends the bytes of the present line to those of its frame. */
    static void read(CaptureLines lines, ByteArrayOutputStream frame) {
        String line = lines.line();
        int at = PREFIX;
        while (at < line.length() && line.charAt(at) != '#') {
            at = group(lines, line, at, frame);
        }
    }

    /** Reads one group, and the space after it; gives where the next begins. */
    private static int group(CaptureLines lines, String line, int start, ByteArrayOutputStream frame) {
        int at = start;
        while (at + 1 < line.length() && digit(line, at) >= 0 && digit(line, at + 1) >= 0) {
            frame.write((digit(line, at) << 4) | digit(line, at + 1));
            at += 2;
        }
        int end = at;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        boolean note = at < line.length() && line.charAt(at) == '#';
        boolean separated = at == end + 1 || (note && at > end) || end == line.length();
        if (end == start || !separated || (at == line.length() && at > end)) {
            throw lines.failure(
                    end + 1, "two digits of 0-9 and a-f, one space between groups, or a note", lines.here(end + 1));
        }
        return at;
    }

    private static int digit(String line, int at) {
        char c = line.charAt(at);
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
