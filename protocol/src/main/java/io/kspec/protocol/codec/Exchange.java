package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response.
 *
 * @param connection the name of the connection, such as {@code member-1}
 * @param api the requested API
 * @param version the requested version
 * @param request the request's frame, without its size
 * @param response the response's frame, without its size, or null if there was none
 * @param sentAt when the request was written, relative to the start of the test or recording
 * @param receivedAt when the response was complete, or the wait for it ended
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Exchange(
        String connection,
        ApiSpec api,
        int version,
        Bytes request,
        @Nullable Bytes response,
        Duration sentAt,
        Duration receivedAt) {

    /** Decodes the request as far as possible. */
    public DecodeAttempt decodeRequest() {
        return Frames.attemptRequest(request);
    }

    /**
     * Decodes the response as far as possible.
     *
     * @throws IllegalStateException if there was no response
     */
    public DecodeAttempt decodeResponse() {
        return Frames.attemptResponse(api, version, requireResponse());
    }

    /**
     * The body of the response. Faster than {@link #decodeResponse}, which knows the place of every field.
     *
     * @throws DecodeException if it is not a response of this API and version
     * @throws IllegalStateException if there was no response
     */
    public Message responseBody() {
        return Frames.decodeResponse(api, version, requireResponse());
    }

    private Bytes requireResponse() {
        if (response == null) {
            throw new IllegalStateException("no response to " + api + " v" + version);
        }
        return response;
    }
}
