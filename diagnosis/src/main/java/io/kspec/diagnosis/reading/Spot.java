package io.kspec.diagnosis.reading;

/**
 * A number, length, count or content that was read.
 *
 * @param part the part
 * @param role which piece of the part
 * @param path the part's path
 * @param inBody whether it is in the body rather than in the header
 * @param start the first byte
 * @param end the byte after the last
 * @param value the number, length or count; -1 for null; 0 for content
 */
public record Spot(Part part, Role role, String path, boolean inBody, int start, int end, long value) {
    public enum Role {
        NUMBER,
        LENGTH,
        COUNT,
        TAGS,
        CONTENT
    }
}
