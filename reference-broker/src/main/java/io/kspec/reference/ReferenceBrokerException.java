package io.kspec.reference;

import java.util.List;

/**
 * Thrown when a reference broker cannot be started. The message names the release, the step, what was expected and found,
 * and ends with the last lines that the broker or Maven wrote, if any.
 */
public final class ReferenceBrokerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String release;
    private final String log;

    ReferenceBrokerException(String release, String message) {
        this(release, message, List.of());
    }

    ReferenceBrokerException(String release, String message, List<String> log) {
        super(log.isEmpty() ? message : message + System.lineSeparator() + indented(log));
        this.release = release;
        this.log = String.join(System.lineSeparator(), log);
    }

    ReferenceBrokerException(String release, String message, Throwable cause) {
        super(message + ": " + (cause.getMessage() == null ? "it was interrupted" : cause.getMessage()), cause);
        this.release = release;
        this.log = "";
    }

    /** The requested release, such as {@code 4.3.1}. */
    public String release() {
        return release;
    }

    /** The last lines of the broker's log or of Maven's output; empty if there are none. */
    public String log() {
        return log;
    }

    private static String indented(List<String> lines) {
        String separator = System.lineSeparator() + "  | ";
        return "  | " + String.join(separator, lines);
    }
}
