package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.PartitionState;
import io.kspec.mock.group.share.StateBatch;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * WriteShareGroupState (KIP-932): the leader of a partition tells what has become of records.
 *
 * <ul>
 *   <li>v1: how many records after the start offset are done with (KIP-1226).
 * </ul>
 */
public final class WriteShareGroupStateHandler implements ApiHandler {
    private final Cluster cluster;

    public WriteShareGroupStateHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "WriteShareGroupState";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return new StateRequest(cluster, request, context)
                .answer((key, partition, result) ->
                        cluster.shareGroups().states().write(key, written(partition)));
    }

    private static PartitionState written(Message partition) {
        List<StateBatch> batches = partition.getStructs("StateBatches").stream()
                .map(batch -> new StateBatch(
                        batch.getLong("FirstOffset"),
                        batch.getLong("LastOffset"),
                        (byte) batch.getInt("DeliveryState"),
                        batch.getShort("DeliveryCount")))
                .toList();
        return new PartitionState(
                partition.getInt("StateEpoch"),
                partition.getInt("LeaderEpoch"),
                partition.getLong("StartOffset"),
                partition.has("DeliveryCompleteCount")
                        ? partition.getInt("DeliveryCompleteCount")
                        : PartitionState.NO_COUNT,
                batches);
    }
}
