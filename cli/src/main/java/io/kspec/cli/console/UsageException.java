package io.kspec.cli.console;

/** The user gave invalid input; the message says what was expected and what was found. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
