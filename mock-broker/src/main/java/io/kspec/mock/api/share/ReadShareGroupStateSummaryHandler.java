package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.PartitionState;
import io.kspec.mock.group.share.StateTable.StateRead;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * ReadShareGroupStateSummary (KIP-932): the group coordinator asks where a partition begins.
 *
 * <ul>
 *   <li>v1: how many records after the start offset are done with (KIP-1226).
 * </ul>
 */
public final class ReadShareGroupStateSummaryHandler implements ApiHandler {
    private final Cluster cluster;

    public ReadShareGroupStateSummaryHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ReadShareGroupStateSummary";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return new StateRequest(cluster, request, context).answer((key, partition, result) -> {
            StateRead read = cluster.shareGroups().states().summary(key);
            if (read.error() == ErrorCode.NONE) {
                PartitionState state = read.state();
                result.set("StateEpoch", state.stateEpoch())
                        .set("LeaderEpoch", state.leaderEpoch())
                        .set("StartOffset", state.startOffset())
                        .setIfPresent("DeliveryCompleteCount", state.deliveryCompleteCount());
            }
            return read.error();
        });
    }
}
