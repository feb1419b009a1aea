package io.kspec.diagnosis.reading;

import org.jspecify.annotations.Nullable;

/**
 * Where a reading met a marked part for the first time.
 *
 * @param mark the mark
 * @param inBody whether it lies in the body, rather than in the header
 * @param path the part's path
 * @param start the first byte to blame
 * @param end the byte after the last
 * @param value the number, length or count that was read there, or null
 * @param next the path of what was read after it, or empty at the end
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

    /** {@code 4 bytes}. */
    public String size() {
        int size = end - start;
        return size == 1 ? "1 byte" : size + " bytes";
    }

    public static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
