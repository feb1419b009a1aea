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
 * @param after whether it is about the end of the bytes before it, such as of the content of a field, where something is
 *     missing
 */
public record Finding(boolean wrong, int start, int end, String text, boolean decompressed, boolean after) {
    private static final String NOTHING_LEFT = "0 bytes remain";

    static Finding wrong(DecodeFailure failure) {
        return new Finding(
                true,
                failure.offset(),
                failure.offset() + 1,
                label(failure.path()) + reason(failure),
                Embedded.isDecompressed(failure),
                false);
    }

    /** What is wrong with the content of a field, which ends before the next field starts. */
    static Finding within(DecodeFailure failure) {
        boolean missing = isMissing(failure);
        return new Finding(
                true,
                failure.offset(),
                failure.offset() + (missing ? 0 : 1),
                label(failure.path()) + reason(failure),
                Embedded.isDecompressed(failure),
                missing);
    }

    /** Whether the bytes end before a field. */
    private static boolean isMissing(DecodeFailure failure) {
        return failure.kind() == DecodeFailure.Kind.TRUNCATED && failure.found().equals(NOTHING_LEFT);
    }

    /** A failure in a sentence, for humans. */
    public static String sentence(DecodeFailure failure) {
        return failure.message() + (failure.path().isEmpty() ? "" : ", " + failure.path()) + " at byte "
                + failure.offset() + ": " + reason(failure);
    }

    /** {@code expected int32, 2 bytes remain}. */
    private static String reason(DecodeFailure failure) {
        return isMissing(failure)
                ? "it is missing: expected " + failure.expected() + ", the bytes end here"
                : "expected " + failure.expected() + ", " + failure.found();
    }

    static Finding stopping(DecodeFailure failure) {
        return new Finding(
                false,
                failure.offset(),
                failure.offset() + 1,
                "decoding stops here: " + label(failure.path()) + "expected " + failure.expected() + ", "
                        + failure.found(),
                false,
                false);
    }

    static Finding of(Explanation explanation) {
        return new Finding(
                true,
                explanation.start(),
                explanation.end(),
                label(explanation.path()) + explanation.sentence(),
                false,
                false);
    }

    static Finding of(ImplausibleValue value) {
        return new Finding(true, value.start(), value.end(), label(value.path()) + value.sentence(), false, false);
    }

    private static String label(String path) {
        return path.isEmpty() ? "" : path + ": ";
    }

    /** Whether a byte is wrong. */
    public boolean blames(int offset) {
        return wrong && !decompressed && start <= offset && offset < end;
    }
}
