package io.kspec.runlog;

import java.util.Objects;

/**
 * Another explanation of the bytes that a {@link Blame} explains, less likely than it.
 *
 * @param slip the kind of slip
 * @param start the first byte, counted from the first of the frame; -4 for the frame's size
 * @param end the byte after the last
 * @param path the field; empty for the whole message
 * @param sentence the slip in words
 * @param certainty 0 (a guess) to 1 (certain)
 */
public record Rival(String slip, int start, int end, String path, String sentence, double certainty) {
    public Rival {
        Objects.requireNonNull(slip, "slip");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sentence, "sentence");
        if (end < start) {
            throw new IllegalArgumentException("rival, range: expected start <= end, found " + start + " to " + end);
        }
        if (!(certainty >= 0 && certainty <= 1)) {
            throw new IllegalArgumentException("rival, certainty: expected 0 to 1, found " + certainty);
        }
    }
}
