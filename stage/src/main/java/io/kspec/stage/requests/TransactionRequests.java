package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Requests of transactional producers, and of administrators that look at transactions. */
public final class TransactionRequests {
    private TransactionRequests() {}

    /** AddPartitionsToTxn of one topic. */
    public static ClientRequest addPartitions(ProducerSession producer, String topic, List<Integer> partitions) {
        return addPartitions(producer, Map.of(topic, partitions));
    }

    /**
     * AddPartitionsToTxn of one transaction, as clients send it up to version 3 and brokers from version 4 on.
     *
     * @param partitions by topic
     */
    public static ClientRequest addPartitions(ProducerSession producer, Map<String, List<Integer>> partitions) {
        return ClientRequest.of("AddPartitionsToTxn", body -> {
            if (body.has("Transactions")) {
                body.add("Transactions", transaction -> writeTransaction(transaction, producer, partitions));
            } else {
                body.set("V3AndBelowTransactionalId", producer.transactionalId())
                        .set("V3AndBelowProducerId", producer.id())
                        .set("V3AndBelowProducerEpoch", producer.epoch())
                        .setEach("V3AndBelowTopics", partitions.entrySet(), TransactionRequests::writeTopic);
            }
        });
    }

    /** AddPartitionsToTxn of several transactions, which takes version 4: each adds the same partitions. */
    public static ClientRequest addPartitions(
            List<ProducerSession> producers, boolean verifyOnly, String topic, List<Integer> partitions) {
        return ClientRequest.of(
                "AddPartitionsToTxn",
                body -> body.setEach("Transactions", producers, (transaction, producer) -> {
                    writeTransaction(transaction, producer, Map.of(topic, partitions));
                    transaction.set("VerifyOnly", verifyOnly);
                }));
    }

    private static void writeTransaction(
            MessageBuilder transaction, ProducerSession producer, Map<String, List<Integer>> partitions) {
        transaction
                .set("TransactionalId", producer.transactionalId())
                .set("ProducerId", producer.id())
                .set("ProducerEpoch", producer.epoch())
                .setEach("Topics", partitions.entrySet(), TransactionRequests::writeTopic);
    }

    private static void writeTopic(MessageBuilder topic, Map.Entry<String, List<Integer>> partitions) {
        topic.set("Name", partitions.getKey()).set("Partitions", partitions.getValue());
    }

    /** AddOffsetsToTxn. */
    public static ClientRequest addOffsets(ProducerSession producer, String group) {
        return ClientRequest.of("AddOffsetsToTxn", body -> body.set("TransactionalId", producer.transactionalId())
                .set("ProducerId", producer.id())
                .set("ProducerEpoch", producer.epoch())
                .set("GroupId", group));
    }

    /** TxnOffsetCommit of one offset. */
    public static ClientRequest commitOffset(ProducerSession producer, String group, OffsetToCommit offset) {
        return commitOffsets(producer, group, List.of(offset));
    }

    /** TxnOffsetCommit of several offsets of a group. */
    public static ClientRequest commitOffsets(ProducerSession producer, String group, List<OffsetToCommit> offsets) {
        return ClientRequest.of("TxnOffsetCommit", body -> body.set("TransactionalId", producer.transactionalId())
                .set("GroupId", group)
                .set("ProducerId", producer.id())
                .set("ProducerEpoch", producer.epoch())
                .setEach(
                        "Topics",
                        TopicIdentity.byTopic(offsets, OffsetToCommit::topic),
                        TransactionRequests::writeOffsets));
    }

    private static void writeOffsets(MessageBuilder topic, List<OffsetToCommit> ofTopic) {
        ofTopic.get(0).topic().writeTo(topic, "Name");
        topic.setEach("Partitions", ofTopic, (partition, offset) -> partition
                .set("PartitionIndex", offset.partition())
                .set("CommittedOffset", offset.offset())
                .setIfPresent("CommittedLeaderEpoch", offset.leaderEpoch())
                .set("CommittedMetadata", offset.metadata()));
    }

    /** EndTxn. */
    public static ClientRequest end(ProducerSession producer, boolean commit) {
        return ClientRequest.of("EndTxn", body -> body.set("TransactionalId", producer.transactionalId())
                .set("ProducerId", producer.id())
                .set("ProducerEpoch", producer.epoch())
                .set("Committed", commit));
    }

    /** WriteTxnMarkers of one marker, from the first coordinator. */
    public static ClientRequest writeMarker(
            ProducerSession producer, boolean commit, String topic, List<Integer> partitions) {
        return ClientRequest.of(
                "WriteTxnMarkers",
                body -> body.add("Markers", marker -> marker.set("ProducerId", producer.id())
                        .set("ProducerEpoch", producer.epoch())
                        .set("TransactionResult", commit)
                        .set("CoordinatorEpoch", 0)
                        .add("Topics", entry -> entry.set("Name", topic).set("PartitionIndexes", partitions))));
    }

    /** DescribeTransactions. */
    public static ClientRequest describe(Collection<String> transactionalIds) {
        return ClientRequest.of(
                "DescribeTransactions", body -> body.set("TransactionalIds", List.copyOf(transactionalIds)));
    }

    /** ListTransactions in some states; none for all. */
    public static ClientRequest list(String... states) {
        return ClientRequest.of("ListTransactions", body -> body.set("StateFilters", List.of(states)));
    }

    /** DescribeProducers of one topic. */
    public static ClientRequest describeProducers(String topic, List<Integer> partitions) {
        return ClientRequest.of(
                "DescribeProducers",
                body -> body.add("Topics", entry -> entry.set("Name", topic).set("PartitionIndexes", partitions)));
    }
}
