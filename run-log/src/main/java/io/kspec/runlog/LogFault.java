package io.kspec.runlog;

/**
 * Something wrong in a run log.
 *
 * @param line the line, counted from 1; one past the last if a line is missing
 * @param expected what should be there
 * @param found what is there
 */
public record LogFault(long line, String expected, String found) {
    /** {@code line 7: expected a result, found …}. */
    @Override
    public String toString() {
        return "line " + line + ": expected " + expected + ", found " + found;
    }
}
