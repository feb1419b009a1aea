package io.kspec.stage.security;

/** A file of client properties cannot be used; the message says where, what was expected and what was found. */
public final class CommandConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandConfigException(String message) {
        super(message);
    }
}
