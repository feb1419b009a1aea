package io.kspec.mock.config;

import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a request, or what it asks of one topic or configuration, is refused: an error code, and a message for the client. */
public abstract class RequestRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    protected RequestRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    public ErrorCode error() {
        return error;
    }

    /** The message for the client, or null if Kafka gives none. */
    public @Nullable String shownMessage() {
        String message = getMessage();
        return message == null || message.isEmpty() ? null : message;
    }
}
