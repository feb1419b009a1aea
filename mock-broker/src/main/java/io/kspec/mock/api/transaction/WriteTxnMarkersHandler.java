package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;

/**
 * WriteTxnMarkers: writes markers without asking the transaction coordinator, as coordinators do, and as an administrator does
 * to end a transaction that hangs (KIP-664).
 *
 * <ul>
 *   <li>v1: flexible. v2: the transaction version, by which the epochs are checked (KIP-1228).
 * </ul>
 */
public final class WriteTxnMarkersHandler implements ApiHandler {
    private final Cluster cluster;

    public WriteTxnMarkersHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "WriteTxnMarkers";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        response.setEach("Markers", request.getStructs("Markers"), (result, entry) -> {
            TransactionMarker marker = new TransactionMarker(
                    entry.getLong("ProducerId"),
                    entry.getShort("ProducerEpoch"),
                    entry.getBoolean("TransactionResult"),
                    entry.getInt("CoordinatorEpoch"),
                    context.version() >= 2 ? entry.getInt("TransactionVersion") : 0);
            result.set("ProducerId", marker.producerId())
                    .setEach("Topics", entry.getStructs("Topics"), (topicResult, topic) -> {
                        String name = topic.getString("Name");
                        topicResult
                                .set("Name", name)
                                .setEach("Partitions", topic.getInts("PartitionIndexes"), (partition, index) -> {
                                    ErrorCode error = write(new TopicPartition(name, index), marker, context);
                                    partition.set("PartitionIndex", index).set("ErrorCode", error);
                                });
                    });
        });
        return HandlerAnswer.now(response.build());
    }

    private ErrorCode write(TopicPartition partition, TransactionMarker marker, RequestContext context) {
        ErrorCode misplaced = cluster.topics()
                .find(partition.topic())
                .filter(topic -> topic.partition(partition.partition()).isPresent())
                .map(topic -> cluster.replicas().checkLeader(topic, partition.partition(), context.brokerId()))
                .orElse(ErrorCode.NONE);
        return misplaced == ErrorCode.NONE ? cluster.markers().write(partition, marker, context.nowMs()) : misplaced;
    }
}
