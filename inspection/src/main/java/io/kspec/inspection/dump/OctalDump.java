package io.kspec.inspection.dump;

import io.kspec.inspection.InspectionException;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.text.Quoted;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code od -c} and {@code od -b} print: an octal offset, and four columns a byte, with a character, an escape or three
 * octal digits.
 */
final class OctalDump {
    private static final Pattern LINE =
            Pattern.compile("([0-7]{7})((?: [0-7]{3}|  \\\\[0abfnrtv]| {3}[!-~]| {4}(?=[ ])){1,32}+)\\s*");
    private static final Pattern END = Pattern.compile("([0-7]{7})\\s*");
    private static final int CELL = 4;
    private static final int OCTAL = 8;
    private static final String LETTERS = "0abfnrtv";
    private static final String MEANINGS = "\0\u0007\b\f\n\r\t\u000b";
    /** A dump larger than any frame is a mistake. */
    private static final int MOST = 128 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte[] lastLine = {};
    private boolean repeat;

    private OctalDump() {}

    static boolean isIn(String text) {
        return text.lines().anyMatch(line -> LINE.matcher(line).matches());
    }

    static Bytes read(String text) {
        OctalDump dump = new OctalDump();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            dump.line(lines.get(i), i + 1);
        }
        if (dump.bytes.size() == 0) {
            throw new InspectionException("expected lines of od -c or od -b, found none");
        }
        return Bytes.wrap(dump.bytes.toByteArray());
    }

    private void line(String line, int number) {
        Matcher row = LINE.matcher(line);
        Matcher end = END.matcher(line);
        if (row.matches()) {
            seek(Integer.parseInt(row.group(1), OCTAL), number);
            lastLine = cells(row.group(2));
            bytes.writeBytes(lastLine);
        } else if (line.strip().equals("*")) {
            repeat = true;
        } else if (end.matches() && bytes.size() > 0) {
            seek(Integer.parseInt(end.group(1), OCTAL), number);
        } else if (!line.isBlank() && bytes.size() > 0) {
            throw new InspectionException(
                    "line " + number + ": expected an octal offset and bytes, found " + Quoted.of(line.strip()));
        }
    }

    private void seek(int offset, int number) {
        while (repeat && bytes.size() < offset && lastLine.length > 0 && offset < MOST) {
            bytes.writeBytes(lastLine);
        }
        repeat = false;
        if (offset != bytes.size()) {
            throw new InspectionException("line " + number + ": expected offset " + Integer.toOctalString(bytes.size())
                    + ", since " + bytes.size() + " bytes precede it, found " + Integer.toOctalString(offset));
        }
    }

    private static byte[] cells(String row) {
        byte[] cells = new byte[row.length() / CELL];
        for (int i = 0; i < cells.length; i++) {
            String cell = row.substring(CELL * i + 1, CELL * (i + 1));
            char last = cell.charAt(2);
            int value = cell.charAt(1) == '\\'
                    ? MEANINGS.charAt(LETTERS.indexOf(last))
                    : cell.isBlank() ? ' ' : cell.charAt(0) == ' ' ? last : Integer.parseInt(cell, OCTAL);
            cells[i] = (byte) value;
        }
        return cells;
    }
}
