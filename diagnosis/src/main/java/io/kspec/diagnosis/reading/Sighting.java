package io.kspec.diagnosis.reading;

import org.jspecify.annotations.Nullable;

/**
 * Where an interpretation encountered a marked part for the first time.
 *
 * @param mark the mark
 * @param inBody whether it is in the body rather than in the header
 * @param path the part's path
 * @param start the first wrong byte
 * @param end the byte after the last
 * @param value the number, length or count read there, or null
 * @param next the path of what was read next, or empty at the end
 */
public record Sighting(Mark mark, boolean inBody, String path, int start, int end, @Nullable Long value, String next) {

    /** The name at the end of the path. */
    public String name() {
        return lastName(path);
    }

    /** {@code before ErrorCode}, or {@code at the end}. */
    public String whereabouts() {
        return next.isEmpty() ? "at the end" : "before " + lastName(next);
    }

    /** {@code 4 bytes: 0}, or only the size if it is not a number, length or count. */
    public String content() {
        return size() + (value == null ? "" : ": " + value);
    }

    /** {@code 4 bytes}. */
    public String size() {
        int size = end - start;
        return size == 1 ? "1 byte" : size + " bytes";
    }

    public static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
