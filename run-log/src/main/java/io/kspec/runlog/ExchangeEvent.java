package io.kspec.runlog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request, and the response if one was received.
 *
 * @param role who sent it, in the scenario's words
 * @param connection which of the role's connections, counted from 1
 * @param api the API and version of the request, or null for raw bytes that are no request of any API
 * @param correlationId the request's correlation id, or null if it had none
 * @param sentMs when the request was sent, in milliseconds since the start of the case
 * @param receivedMs when the response was complete, in the same way; null if none was received
 * @param request the bytes sent
 * @param response the bytes received, or null if none were
 */
public record ExchangeEvent(
        String role,
        int connection,
        @Nullable ApiVersion api,
        @Nullable Integer correlationId,
        double sentMs,
        @Nullable Double receivedMs,
        Frame request,
        @Nullable Frame response)
        implements Event {
    public ExchangeEvent {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(request, "request");
        if ((receivedMs == null) != (response == null)) {
            throw new IllegalArgumentException(
                    "exchange, receivedMs: expected a time exactly where there is a response, found " + receivedMs);
        }
    }
}
