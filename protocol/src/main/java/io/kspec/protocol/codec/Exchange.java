package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request and what came back.
 *
 * @param connection which connection it went over, such as {@code member-1}
 * @param api the API that was asked
 * @param version the version that was asked for
 * @param request the request's frame, without its size
 * @param response the response's frame, without its size, or null if none came
 * @param sentAt when the request was written, since the start of whatever the exchange is a part of
 * @param receivedAt when the response was complete, or when waiting for it ended
 */
public record Exchange(
        String connection,
        ApiSpec api,
        int version,
        Bytes request,
        @Nullable Bytes response,
        Duration sentAt,
        Duration receivedAt) {

    /** The request, decoded as far as it goes. */
    public DecodeAttempt decodeRequest() {
        return Frames.attemptRequest(request);
    }

    /**
     * The response, decoded as far as it goes.
     *
     * @throws IllegalStateException if none came
     */
    public DecodeAttempt decodeResponse() {
        if (response == null) {
            throw new IllegalStateException("no response came to " + api + " v" + version);
        }
        return Frames.attemptResponse(api, version, response);
    }
}
