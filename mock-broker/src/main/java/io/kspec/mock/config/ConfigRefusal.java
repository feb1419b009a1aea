package io.kspec.mock.config;

import io.kspec.protocol.ErrorCode;

/** Why a request for configurations is refused: an error code, and a message for the client. */
public final class ConfigRefusal extends RequestRefusal {
    private static final long serialVersionUID = 1L;

    public ConfigRefusal(ErrorCode error, String message) {
        super(error, message);
    }

    static ConfigRefusal invalidConfig(String message) {
        return new ConfigRefusal(ErrorCode.INVALID_CONFIG, message);
    }

    static ConfigRefusal invalidRequest(String message) {
        return new ConfigRefusal(ErrorCode.INVALID_REQUEST, message);
    }
}
