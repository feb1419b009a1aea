package io.kspec.protocol.codec;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * A decoded request.
 *
 * @param api the API that its header names
 * @param version the version that its header names
 * @param header its header
 * @param body its body
 */
public record RequestFrame(ApiSpec api, int version, Message header, Message body) {

    /** The correlation id, which the response must repeat. */
    public int correlationId() {
        return header.getInt("CorrelationId");
    }

    /** The client id, or null if there is none. */
    public @Nullable String clientId() {
        return header.has("ClientId") ? header.getNullableString("ClientId") : null;
    }
}
