package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.codec.DecodeFailure;

/**
 * Something to mark in the bytes.
 *
 * @param wrong whether these bytes are wrong; otherwise reading stopped here because of earlier bytes
 * @param start the first byte; the byte before which something is missing where {@code end} is the same
 * @param end the byte after the last
 * @param text what to say about them
 * @param decompressed whether the offsets are in decompressed bytes, which are not shown
 */
public record Finding(boolean wrong, int start, int end, String text, boolean decompressed) {

    static Finding wrong(DecodeFailure failure) {
        return new Finding(
                true,
                failure.offset(),
                failure.offset() + 1,
                label(failure.path()) + "expected " + failure.expected() + ", " + failure.found(),
                Embedded.isDecompressed(failure));
    }

    static Finding stopping(DecodeFailure failure) {
        return new Finding(
                false,
                failure.offset(),
                failure.offset() + 1,
                "decoding stops here: " + label(failure.path()) + "expected " + failure.expected() + ", "
                        + failure.found(),
                false);
    }

    static Finding of(Explanation explanation) {
        return new Finding(
                true,
                explanation.start(),
                explanation.end(),
                label(explanation.path()) + explanation.sentence(),
                false);
    }

    static Finding of(ImplausibleValue value) {
        return new Finding(true, value.start(), value.end(), label(value.path()) + value.sentence(), false);
    }

    private static String label(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    /** Whether a byte is wrong. */
    public boolean blames(int offset) {
        return wrong && !decompressed && start <= offset && offset < end;
    }
}
