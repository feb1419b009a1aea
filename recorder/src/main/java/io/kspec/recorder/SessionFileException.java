package io.kspec.recorder;

/** A file is not a complete, unchanged session file. The message names file, line and reason. */
public final class SessionFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;

    SessionFileException(String file, int line, String expected, String found) {
        super(file + ":" + line + ": expected " + expected + ", found " + found);
        this.line = line;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }
}
