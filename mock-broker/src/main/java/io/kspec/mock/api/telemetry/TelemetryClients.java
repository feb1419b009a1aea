package io.kspec.mock.api.telemetry;

import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.telemetry.TelemetryClient;
import java.util.Objects;
import java.util.UUID;

/** The clients that requests come from, as subscriptions select them. */
final class TelemetryClients {
    private TelemetryClients() {}

    static TelemetryClient of(UUID instanceId, RequestContext context) {
        return new TelemetryClient(
                instanceId,
                Objects.requireNonNullElse(context.clientId(), ""),
                context.software().name(),
                context.software().version(),
                context.clientHost().substring(context.clientHost().indexOf('/') + 1));
    }
}
