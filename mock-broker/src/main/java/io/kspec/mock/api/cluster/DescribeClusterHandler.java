package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * DescribeCluster.
 *
 * <ul>
 *   <li>v1: the client may ask for controllers (KIP-919), which a broker refuses with MISMATCHED_ENDPOINT_TYPE.
 *   <li>v2: brokers that do not run, on request (KIP-1073).
 * </ul>
 */
public final class DescribeClusterHandler implements ApiHandler {
    private static final int BROKERS = 1;
    private static final int CONTROLLERS = 2;

    private final Cluster cluster;

    public DescribeClusterHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeCluster";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        int type = context.version() >= 1 ? request.getInt("EndpointType") : BROKERS;
        MessageBuilder response = context.response();
        if (type != BROKERS) {
            boolean controllers = type == CONTROLLERS;
            response.set(
                            "ErrorCode",
                            controllers ? ErrorCode.MISMATCHED_ENDPOINT_TYPE : ErrorCode.UNSUPPORTED_ENDPOINT_TYPE)
                    .set(
                            "ErrorMessage",
                            controllers
                                    ? "This is a broker, not a controller."
                                    : "There is no endpoint type " + type + ".");
            return HandlerAnswer.now(response.build());
        }
        boolean withFenced = context.version() >= 2 && request.getBoolean("IncludeFencedBrokers");
        List<ClusterBroker> brokers =
                withFenced ? cluster.brokers().all() : cluster.brokers().live();
        response.set("ClusterId", cluster.id())
                .set("ControllerId", cluster.controller().nodeId())
                .setEach("Brokers", brokers, (entry, broker) -> fill(entry, broker, context.listener()));
        if (request.getBoolean("IncludeClusterAuthorizedOperations")) {
            response.set("ClusterAuthorizedOperations", AllOperations.CLUSTER);
        }
        return HandlerAnswer.now(response.build());
    }

    private void fill(MessageBuilder entry, ClusterBroker broker, String listener) {
        entry.set("BrokerId", broker.nodeId())
                .set("Host", broker.host())
                .set("Port", broker.port(listener))
                .set("Rack", broker.rack())
                .setIfPresent("IsFenced", !cluster.brokers().isLive(broker.nodeId()));
    }
}
