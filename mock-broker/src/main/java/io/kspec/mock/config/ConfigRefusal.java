package io.kspec.mock.config;

import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Why a request for configurations is refused: an error code, and a message for the client. */
public final class ConfigRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    public ConfigRefusal(ErrorCode error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    static ConfigRefusal invalidConfig(String message) {
        return new ConfigRefusal(ErrorCode.INVALID_CONFIG, message);
    }

    static ConfigRefusal invalidRequest(String message) {
        return new ConfigRefusal(ErrorCode.INVALID_REQUEST, message);
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
