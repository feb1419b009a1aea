package io.kspec.yaml;

/**
 * Something wrong in a file.
 *
 * @param file the file's name, as it was given
 * @param at where
 * @param message what was expected and found
 */
public record Problem(String file, Position at, String message) {
    /** {@code consumer.yaml:12:7: expected …, found …}. */
    @Override
    public String toString() {
        return file + ":" + at + ": " + message;
    }
}
