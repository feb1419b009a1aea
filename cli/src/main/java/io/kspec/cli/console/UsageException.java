package io.kspec.cli.console;

/** What the user gave cannot be understood; the message says what was expected, and what was found. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
