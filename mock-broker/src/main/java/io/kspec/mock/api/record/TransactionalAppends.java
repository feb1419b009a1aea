package io.kspec.mock.api.record;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicReference;
import io.kspec.mock.transaction.PartitionJoin;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The transactional batches of a Produce request, and whether their partitions belong to the producer's transaction. */
final class TransactionalAppends {
    /** The transactional bit in the attributes of a batch. */
    private static final int TRANSACTIONAL = 0x10;

    /** The partitions that may not be appended to, by their entries in the request. */
    private final IdentityHashMap<Message, ErrorCode> refused = new IdentityHashMap<>();
    /** Why no partition may be appended to, or NONE. */
    private final ErrorCode refusedAll;

    private TransactionalAppends(ErrorCode refusedAll) {
        this.refusedAll = refusedAll;
    }

    /** A transactional batch. */
    private record TransactionalBatch(Message data, TopicPartition partition, PartitionLog log, int sequence) {}

    /** Has the partitions of a request verified or, from version 12 on, added to the transaction. */
    static TransactionalAppends of(Message request, Cluster cluster, RequestContext context) {
        List<TransactionalBatch> unjoined = new ArrayList<>();
        Set<ProducerIdentity> producers = new HashSet<>();
        for (Message topicData : request.getStructs("TopicData")) {
            Optional<Topic> topic = TopicReference.find(cluster.topics(), topicData);
            for (Message data : topicData.getStructs("PartitionData")) {
                Bytes records = data.getNullableBytes("Records");
                if (records == null || !isTransactional(records)) {
                    continue;
                }
                ProducerIdentity producer = new ProducerIdentity(
                        records.getLong(RecordBatchField.PRODUCER_ID.start()),
                        records.getShort(RecordBatchField.PRODUCER_EPOCH.start()));
                producers.add(producer);
                Optional<PartitionLog> log = topic.filter(found -> isLedHere(found, data, cluster, context))
                        .flatMap(found -> found.partition(data.getInt("Index")));
                if (log.isPresent() && !log.get().hasOpenTransaction(producer.id(), producer.epoch())) {
                    TopicPartition partition =
                            new TopicPartition(topic.orElseThrow().name(), data.getInt("Index"));
                    int sequence = records.getInt(RecordBatchField.BASE_SEQUENCE.start());
                    unjoined.add(new TransactionalBatch(data, partition, log.get(), sequence));
                }
            }
        }
        if (producers.isEmpty()) {
            return new TransactionalAppends(ErrorCode.NONE);
        }
        String id = request.has("TransactionalId") ? request.getNullableString("TransactionalId") : null;
        if (id == null) {
            return new TransactionalAppends(ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
        }
        if (!cluster.release().isAtLeast(3, 9)) {
            // Releases before KIP-890 verify nothing.
            return new TransactionalAppends(ErrorCode.NONE);
        }
        if (producers.size() > 1) {
            return new TransactionalAppends(ErrorCode.INVALID_PRODUCER_ID_MAPPING);
        }
        TransactionalAppends appends = new TransactionalAppends(ErrorCode.NONE);
        appends.join(unjoined, id, producers.iterator().next(), cluster, context);
        return appends;
    }

    /** Like Kafka, a broker adds only partitions that it leads to a transaction. */
    private static boolean isLedHere(Topic topic, Message data, Cluster cluster, RequestContext context) {
        int index = data.getInt("Index");
        return topic.partition(index).isPresent()
                && cluster.replicas().checkLeader(topic, index, context.brokerId()) == ErrorCode.NONE;
    }

    private static boolean isTransactional(Bytes records) {
        return records.size() >= RecordBatch.HEADER_SIZE
                && records.get(RecordBatchField.MAGIC.start()) == RecordBatch.MAGIC
                && (records.getShort(RecordBatchField.ATTRIBUTES.start()) & TRANSACTIONAL) != 0;
    }

    private void join(
            List<TransactionalBatch> unjoined,
            String transactionalId,
            ProducerIdentity producer,
            Cluster cluster,
            RequestContext context) {
        PartitionJoin join = PartitionJoin.ofProduce(context.version());
        Set<TopicPartition> partitions = new TreeSet<>();
        List<TransactionalBatch> verified = new ArrayList<>();
        for (TransactionalBatch batch : unjoined) {
            ErrorCode fenced = batch.log()
                    .awaitVerification(producer.id(), producer.epoch(), batch.sequence(), join == PartitionJoin.ADD);
            if (fenced == ErrorCode.NONE) {
                partitions.add(batch.partition());
                verified.add(batch);
            } else {
                refused.put(batch.data(), fenced);
            }
        }
        Map<TopicPartition, ErrorCode> results = partitions.isEmpty()
                ? Map.of()
                : join.join(cluster.transactions(), transactionalId, producer, partitions, context.nowMs());
        verified.forEach(batch -> {
            ErrorCode error = results.getOrDefault(batch.partition(), ErrorCode.NONE);
            // Old clients do not retry CONCURRENT_TRANSACTIONS.
            boolean concurrent = error == ErrorCode.CONCURRENT_TRANSACTIONS && join != PartitionJoin.ADD;
            refused.put(batch.data(), concurrent ? ErrorCode.NOT_ENOUGH_REPLICAS : error);
        });
    }

    /** NONE, or why the batch for a partition is refused. */
    ErrorCode check(Message data) {
        return refusedAll == ErrorCode.NONE ? refused.getOrDefault(data, ErrorCode.NONE) : refusedAll;
    }
}
