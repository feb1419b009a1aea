package io.kspec.inspection.reading;

import io.kspec.diagnosis.Explanation;
import io.kspec.diagnosis.ImplausibleValue;
import io.kspec.protocol.codec.DecodeFailure;

/**
 * Something to be marked among the bytes.
 *
 * @param wrong whether these are the bytes that are wrong, rather than where reading had to stop because of others
 * @param start the first byte; the byte before which something is missing where {@code end} is the same
 * @param end the byte after the last
 * @param text what to say there
 * @param decompressed whether the offsets count decompressed bytes, which are not shown
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
                "reading stops: " + label(failure.path()) + "expected " + failure.expected() + ", " + failure.found(),
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

    static Finding of(ImplausibleValue oddity) {
        return new Finding(true, oddity.start(), oddity.end(), label(oddity.path()) + oddity.sentence(), false);
    }

    private static String label(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    /** Whether a byte is to be marked. */
    public boolean blames(int offset) {
        return wrong && !decompressed && start <= offset && offset < end;
    }
}
