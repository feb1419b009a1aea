package io.kspec.mock.dispatch;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterFeature;
import io.kspec.mock.script.ErrorResponse;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * An API that a cluster has while a feature is finalized (KIP-584). It is advertised anyway and, while it is not, answered
 * UNSUPPORTED_VERSION, as Apache Kafka 4.3.1 does.
 */
public final class FeatureGate implements ApiHandler {
    private final String feature;
    private final Cluster cluster;
    private final ApiHandler handler;

    /**
     * Creates a gate.
     *
     * @param feature such as {@code group.version}; its level must be 1 or more, unless the release does not know it
     */
    public FeatureGate(String feature, Cluster cluster, ApiHandler handler) {
        this.feature = feature;
        this.cluster = cluster;
        this.handler = handler;
    }

    @Override
    public String api() {
        return handler.api();
    }

    @Override
    public Versions versions() {
        return handler.versions();
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean isOpen =
                cluster.features().find(feature).map(ClusterFeature::level).orElse(1) > 0;
        return isOpen
                ? handler.answer(request, context)
                : HandlerAnswer.now(ErrorResponse.of(
                        context.api(),
                        request,
                        ErrorCode.UNSUPPORTED_VERSION,
                        null,
                        new ClusterTopics(cluster.topics())));
    }

    @Override
    public Message completed(Message request, int brokerId) {
        return handler.completed(request, brokerId);
    }
}
