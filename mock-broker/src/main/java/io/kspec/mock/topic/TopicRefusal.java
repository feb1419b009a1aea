package io.kspec.mock.topic;

import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a topic request is refused: an error code, and a message for the client. */
public final class TopicRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    public TopicRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    static TopicRefusal invalidConfig(String message) {
        return new TopicRefusal(ErrorCode.INVALID_CONFIG, message);
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
