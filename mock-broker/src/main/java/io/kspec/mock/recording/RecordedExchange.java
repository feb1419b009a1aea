package io.kspec.mock.recording;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import java.time.Duration;

/**
 * A request and the response to it.
 *
 * @param brokerId the node id of the broker that received the request
 * @param elapsed how long the response took
 */
public record RecordedExchange(int brokerId, ApiSpec api, Message request, Message response, Duration elapsed) {
    /** The version of the request. */
    int version() {
        return request.id().version();
    }
}
