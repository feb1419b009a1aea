package io.kspec.mock.group.consumer;

import io.kspec.protocol.ErrorCode;

/** A request is refused. */
final class GroupRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;

    /**
     * Creates a refusal.
     *
     * @param message for the client's user
     */
    GroupRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    ErrorCode error() {
        return error;
    }

    /** The message, which there always is. */
    String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
