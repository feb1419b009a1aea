package io.kspec.golden;

/** A text is not a capture or a provenance. The message says where, what was expected and what was found. */
public final class CaptureFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    CaptureFormatException(String file, int line, int column, String expected, String found) {
        super(file + ":" + line + ":" + column + ": expected " + expected + ", found " + found);
        this.line = line;
        this.column = column;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1, in UTF-16 units. */
    public int column() {
        return column;
    }
}
