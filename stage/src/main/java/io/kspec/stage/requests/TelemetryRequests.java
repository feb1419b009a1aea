package io.kspec.stage.requests;

import io.kspec.protocol.Bytes;
import java.util.UUID;

/** GetTelemetrySubscriptions and PushTelemetry requests: clients push their metrics to brokers (KIP-714). */
public final class TelemetryRequests {
    private TelemetryRequests() {}

    /**
     * Asks which metrics to push.
     *
     * @param instanceId the id that the client was given; zero for a client that has none yet
     */
    public static ClientRequest subscriptions(UUID instanceId) {
        return ClientRequest.of("GetTelemetrySubscriptions", body -> body.set("ClientInstanceId", instanceId));
    }

    /**
     * Pushes metrics that are not compressed.
     *
     * @param subscriptionId the id of the subscription that they answer
     * @param metrics in the format of OpenTelemetry
     */
    public static ClientRequest push(UUID instanceId, int subscriptionId, Bytes metrics) {
        return ClientRequest.of("PushTelemetry", body -> body.set("ClientInstanceId", instanceId)
                .set("SubscriptionId", subscriptionId)
                .set("Metrics", metrics));
    }
}
