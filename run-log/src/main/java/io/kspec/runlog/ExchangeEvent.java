package io.kspec.runlog;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request, and the response if one came.
 *
 * @param role who sent it, in the scenario's words
 * @param connection which of the role's connections, counted from 1
 * @param api what was asked, or null where raw bytes were sent that are no request of any API
 * @param correlationId the request's, or null where it had none
 * @param sentMs when the request had been sent, in milliseconds since the case began
 * @param receivedMs when the response was complete, likewise; null where none came
 * @param request the bytes sent
 * @param response the bytes received, or null where none came
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
