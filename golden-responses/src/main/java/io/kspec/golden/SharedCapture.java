package io.kspec.golden;

import java.util.Optional;

/**
 * The text of a capture that is stored once for two releases, since both brokers answered the same apart from volatile values:
 * it names the release that has it.
 *
 * <pre>
 * kspec golden 2
 * same as: apache-kafka-3.9.2
 * </pre>
 */
public final class SharedCapture {
    private static final String KEY = "same as";

    private SharedCapture() {}

    /** The text for a capture that another release has. */
    public static String text(String release) {
        StringBuilder out = new StringBuilder(CaptureWriter.FIRST_LINE).append('\n');
        EntryText.append(KEY, release, out);
        return out.toString();
    }

    /**
     * The folder of the release that has the capture; empty if the text is a capture itself.
     *
     * @param file the name of the file in error messages
     * @throws CaptureFormatException if it is neither
     */
    public static Optional<String> release(String file, String text) {
        CaptureLines lines = new CaptureLines(file, text);
        lines.pass(CaptureWriter.FIRST_LINE);
        if (!lines.startsWith(KEY + ":")) {
            return Optional.empty();
        }
        String release = lines.presentValue(KEY);
        if (!release.matches("[a-z0-9][a-z0-9.-]*")) {
            throw lines.failureBefore(KEY, "the name of a release's folder", release);
        }
        if (!lines.atEnd()) {
            throw lines.failure(1, "the end of the file", lines.here(1));
        }
        return Optional.of(release);
    }
}
