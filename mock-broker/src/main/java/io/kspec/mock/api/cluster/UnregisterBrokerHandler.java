package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * UnregisterBroker (KIP-631): removes a broker from the cluster, meant for one that has stopped for good. Kafka 4.3.1 also removes
 * one that runs, even the only one; that one goes on to answer, and knows of no broker.
 */
public final class UnregisterBrokerHandler implements ApiHandler {
    private final Cluster cluster;

    public UnregisterBrokerHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "UnregisterBroker";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        int broker = request.getInt("BrokerId");
        ErrorCode error = cluster.controller().unregister(broker);
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", error)
                .set("ErrorMessage", error == ErrorCode.NONE ? "" : "There is no broker " + broker + ".")
                .build());
    }
}
