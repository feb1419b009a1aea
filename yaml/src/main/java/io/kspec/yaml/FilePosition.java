package io.kspec.yaml;

/**
 * A place in a text file.
 *
 * @param line from 1
 * @param column from 1, in code points
 */
public record FilePosition(int line, int column) {
    /** Where a file begins. */
    public static final FilePosition START = new FilePosition(1, 1);

    /** The position of what follows a text. */
    static FilePosition after(String text) {
        int lineStart = text.lastIndexOf('\n') + 1;
        int line = 1 + (int) text.chars().filter(character -> character == '\n').count();
        return new FilePosition(line, 1 + text.codePointCount(lineStart, text.length()));
    }

    /** {@code 12:7}. */
    @Override
    public String toString() {
        return line + ":" + column;
    }
}
