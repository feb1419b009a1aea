package io.kspec.mock.api.telemetry;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.telemetry.ClientTelemetry.Granted;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.UUID;

/** GetTelemetrySubscriptions (KIP-714): an instance without an id is given one. Apache Kafka 4.3.1 has the logic. */
public final class GetTelemetrySubscriptionsHandler implements ApiHandler {
    /** Kafka's order. */
    private static final List<CompressionType> ACCEPTED =
            List.of(CompressionType.ZSTD, CompressionType.LZ4, CompressionType.GZIP, CompressionType.SNAPPY);

    private final Cluster cluster;

    public GetTelemetrySubscriptionsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "GetTelemetrySubscriptions";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        UUID asked = request.getUuid("ClientInstanceId");
        UUID id = asked.equals(KafkaUuid.ZERO) ? cluster.drawId() : asked;
        Granted granted = cluster.telemetry(context.brokerId()).get(TelemetryClients.of(id, context), context.nowMs());
        MessageBuilder response = context.response().set("ErrorCode", granted.error());
        if (granted.error() == ErrorCode.NONE) {
            response.set("ClientInstanceId", id)
                    .set("SubscriptionId", granted.subscriptionId())
                    .set(
                            "AcceptedCompressionTypes",
                            ACCEPTED.stream().map(type -> (byte) type.id()).toList())
                    .set("PushIntervalMs", granted.subscription().intervalMs())
                    .set("TelemetryMaxBytes", cluster.configs().telemetryMaxBytes(context.brokerId()))
                    .set("DeltaTemporality", true)
                    .set("RequestedMetrics", List.copyOf(granted.subscription().metrics()));
        }
        return HandlerAnswer.now(response.build());
    }
}
