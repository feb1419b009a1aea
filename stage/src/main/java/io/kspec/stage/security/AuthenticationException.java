package io.kspec.stage.security;

/** An authentication cannot go on; the message says what was expected and what was found, without any secret. */
public final class AuthenticationException extends Exception {
    private static final long serialVersionUID = 1L;

    AuthenticationException(String message) {
        super(message);
    }
}
