package io.kspec.mock.api.telemetry;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.telemetry.TelemetryPush;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.spec.Versions;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * PushTelemetry (KIP-714). The metrics are in the journal, and nowhere else: they are neither decompressed nor read, so INVALID_RECORD
 * is not returned.
 */
public final class PushTelemetryHandler implements ApiHandler {
    /** Kafka reserves these ids. */
    private static final UUID ONE = new UUID(0, 1);

    private static final UUID ZERO = new UUID(0, 0);

    private final Cluster cluster;

    public PushTelemetryHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "PushTelemetry";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        UUID id = request.getUuid("ClientInstanceId");
        ErrorCode error = id.equals(ZERO) || id.equals(ONE)
                ? ErrorCode.INVALID_REQUEST
                : cluster.telemetry(context.brokerId())
                        .push(TelemetryClients.of(id, context), push(request, context), context.nowMs());
        return HandlerAnswer.now(context.response().set("ErrorCode", error).build());
    }

    private TelemetryPush push(Message request, RequestContext context) {
        int compression = request.getInt("CompressionType");
        return new TelemetryPush(
                request.getInt("SubscriptionId"),
                request.getBoolean("Terminating"),
                Stream.of(CompressionType.values()).anyMatch(type -> type.id() == compression),
                request.getBytes("Metrics").size() > cluster.configs().telemetryMaxBytes(context.brokerId()));
    }
}
