package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;

/**
 * DescribeProducers (KIP-664): the idempotent and transactional producers that partitions know. As in Kafka, only an unknown
 * topic has an error message, not an unknown partition of a known topic, and every replica answers.
 */
public final class DescribeProducersHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeProducersHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeProducers";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        response.setEach("Topics", request.getStructs("Topics"), (result, topic) -> {
            String name = topic.getString("Name");
            Optional<Topic> found = cluster.topics().find(name);
            result.set("Name", name).setEach("Partitions", topic.getInts("PartitionIndexes"), (partition, index) -> {
                partition.set("ErrorMessage", found.isPresent() ? null : "There is no such topic.");
                fill(partition.set("PartitionIndex", index), found, index, context);
            });
        });
        return HandlerAnswer.now(response.build());
    }

    private void fill(MessageBuilder result, Optional<Topic> topic, int index, RequestContext context) {
        Optional<PartitionLog> log = topic.flatMap(found -> found.partition(index));
        if (log.isEmpty()) {
            result.set("ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            return;
        }
        ErrorCode misplaced = cluster.replicas().checkReplica(topic.orElseThrow(), index, context.brokerId(), -1);
        if (misplaced != ErrorCode.NONE) {
            result.set("ErrorCode", misplaced);
            return;
        }
        result.setEach("ActiveProducers", log.get().activeProducers(), (entry, producer) -> entry.set(
                        "ProducerId", producer.producerId())
                .set("ProducerEpoch", producer.epoch())
                .set("LastSequence", producer.lastSequence())
                .set("LastTimestamp", producer.lastTimestampMs())
                .set("CoordinatorEpoch", producer.coordinatorEpoch())
                .set("CurrentTxnStartOffset", producer.transactionStartOffset()));
    }
}
