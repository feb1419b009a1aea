package io.kspec.yaml;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) {
    /** {@code 12:7}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
