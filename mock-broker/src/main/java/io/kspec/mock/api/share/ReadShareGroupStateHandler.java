package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.StateTable.StateRead;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;

/** ReadShareGroupState (KIP-932): a new leader of a partition asks what its predecessor has written. */
public final class ReadShareGroupStateHandler implements ApiHandler {
    private final Cluster cluster;

    public ReadShareGroupStateHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ReadShareGroupState";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return new StateRequest(cluster, request, context).answer((key, partition, result) -> {
            StateRead read = cluster.shareGroups().states().read(key, partition.getInt("LeaderEpoch"));
            if (read.error() == ErrorCode.NONE) {
                fill(result, read);
            }
            return read.error();
        });
    }

    private static void fill(MessageBuilder result, StateRead read) {
        result.set("StateEpoch", read.state().stateEpoch())
                .set("StartOffset", read.state().startOffset());
        result.setEach(
                "StateBatches", read.state().batches(), (entry, batch) -> entry.set("FirstOffset", batch.firstOffset())
                        .set("LastOffset", batch.lastOffset())
                        .set("DeliveryState", batch.state())
                        .set("DeliveryCount", batch.deliveryCount()));
    }
}
