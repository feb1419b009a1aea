package io.kspec.yaml;

/**
 * Something wrong in a file.
 *
 * @param file the file's name, as the reader was given it
 * @param at where the problem is
 * @param message what was expected and what was found
 */
public record Problem(String file, FilePosition at, String message) {
    /** {@code consumer.yaml:12:7: expected …, found …}. */
    @Override
    public String toString() {
        return file + ":" + at + ": " + message;
    }
}
