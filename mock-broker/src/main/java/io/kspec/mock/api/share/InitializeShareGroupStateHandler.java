package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/** InitializeShareGroupState (KIP-932): the group coordinator lets a partition begin at an offset, with nothing delivered. */
public final class InitializeShareGroupStateHandler implements ApiHandler {
    private final Cluster cluster;

    public InitializeShareGroupStateHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "InitializeShareGroupState";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return new StateRequest(cluster, request, context).answer((key, partition, result) -> cluster.shareGroups()
                .states()
                .initialize(key, partition.getInt("StateEpoch"), partition.getLong("StartOffset")));
    }
}
