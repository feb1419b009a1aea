package io.kspec.mock.api.transaction;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.mock.transaction.TransactionalOffsets;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * AddPartitionsToTxn. If one partition does not exist, none is added, and the others are answered OPERATION_NOT_ATTEMPTED.
 *
 * <ul>
 *   <li>v1: throttling happens after the response.
 *   <li>v2: PRODUCER_FENCED instead of INVALID_PRODUCER_EPOCH (KIP-588).
 *   <li>v3: flexible.
 *   <li>v4: several transactions per request, each of which may be verified only; used between brokers, but answered to anyone
 *       whom no ACL forbids it (KIP-890).
 *   <li>v5: TRANSACTION_ABORTABLE for a partition that is not part of the transaction to verify. Kafka returns it in v4 too.
 * </ul>
 */
public final class AddPartitionsToTxnHandler implements ApiHandler {
    private final Cluster cluster;

    public AddPartitionsToTxnHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "AddPartitionsToTxn";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        if (context.version() >= 4) {
            response.setEach("ResultsByTransaction", request.getStructs("Transactions"), (result, transaction) -> {
                String id = transaction.getString("TransactionalId");
                ProducerIdentity producer = ProducerIdentity.of(transaction);
                List<Message> topics = transaction.getStructs("Topics");
                Map<TopicPartition, ErrorCode> results = transaction.getBoolean("VerifyOnly")
                        ? verify(id, producer, topics, context)
                        : add(id, producer, topics, context);
                fill(result.set("TransactionalId", id), "TopicResults", topics, results);
            });
        } else {
            List<Message> topics = request.getStructs("V3AndBelowTopics");
            ProducerIdentity producer = new ProducerIdentity(
                    request.getLong("V3AndBelowProducerId"), request.getShort("V3AndBelowProducerEpoch"));
            Map<TopicPartition, ErrorCode> results =
                    add(request.getString("V3AndBelowTransactionalId"), producer, topics, context);
            fill(response, "ResultsByTopicV3AndBelow", topics, results);
        }
        return HandlerAnswer.now(response.build());
    }

    private Map<TopicPartition, ErrorCode> add(
            String transactionalId, ProducerIdentity producer, List<Message> topics, RequestContext context) {
        Map<TopicPartition, ErrorCode> results = existence(topics);
        if (results.containsValue(ErrorCode.NONE) || results.isEmpty()) {
            ErrorCode misplaced = cluster.coordinators().checkTransaction(context.brokerId(), transactionalId);
            ErrorCode error = misplaced == ErrorCode.NONE
                    ? cluster.transactions().add(transactionalId, producer, results.keySet(), context.nowMs())
                    : misplaced;
            results.replaceAll((partition, none) -> TransactionErrors.known(error, context.version(), 2));
        }
        return results;
    }

    private Map<TopicPartition, ErrorCode> verify(
            String transactionalId, ProducerIdentity producer, List<Message> topics, RequestContext context) {
        Map<TopicPartition, ErrorCode> results = existence(topics);
        if (results.containsValue(ErrorCode.NONE)) {
            ErrorCode misplaced = cluster.coordinators().checkTransaction(context.brokerId(), transactionalId);
            ErrorCode error =
                    misplaced == ErrorCode.NONE ? cluster.transactions().check(transactionalId, producer) : misplaced;
            results.replaceAll((partition, none) -> {
                boolean missing =
                        error == ErrorCode.NONE && !cluster.transactions().has(transactionalId, partition);
                return missing ? ErrorCode.TRANSACTION_ABORTABLE : error;
            });
        }
        return results;
    }

    /** NONE for all partitions if all of them exist; otherwise an error for each. */
    private Map<TopicPartition, ErrorCode> existence(List<Message> topics) {
        Map<TopicPartition, ErrorCode> results = new TreeMap<>();
        for (Message topic : topics) {
            for (int index : topic.getInts("Partitions")) {
                TopicPartition partition = new TopicPartition(topic.getString("Name"), index);
                results.put(partition, exists(partition) ? ErrorCode.NONE : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            }
        }
        if (results.containsValue(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)) {
            results.replaceAll(
                    (partition, error) -> error == ErrorCode.NONE ? ErrorCode.OPERATION_NOT_ATTEMPTED : error);
        }
        return results;
    }

    private boolean exists(TopicPartition partition) {
        return TransactionalOffsets.has(partition)
                || cluster.topics()
                        .find(partition.topic())
                        .flatMap(topic -> topic.partition(partition.partition()))
                        .isPresent();
    }

    private static void fill(
            MessageBuilder response, String field, List<Message> topics, Map<TopicPartition, ErrorCode> results) {
        response.setEach(field, topics, (entry, topic) -> {
            String name = topic.getString("Name");
            entry.set("Name", name)
                    .setEach("ResultsByPartition", topic.getInts("Partitions"), (result, index) -> result.set(
                                    "PartitionIndex", index)
                            .set(
                                    "PartitionErrorCode",
                                    results.getOrDefault(new TopicPartition(name, index), ErrorCode.NONE)));
        });
    }
}
