package io.kspec.mock.topic;

import io.kspec.mock.config.RequestRefusal;
import io.kspec.protocol.ErrorCode;

/** Why a topic request is refused: an error code, and a message for the client. */
public final class TopicRefusal extends RequestRefusal {
    private static final long serialVersionUID = 1L;

    public TopicRefusal(ErrorCode error, String message) {
        super(error, message);
    }

    static TopicRefusal invalidConfig(String message) {
        return new TopicRefusal(ErrorCode.INVALID_CONFIG, message);
    }
}
