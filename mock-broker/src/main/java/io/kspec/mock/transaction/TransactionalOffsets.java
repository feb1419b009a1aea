package io.kspec.mock.transaction;

import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.OffsetRecords;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.log.OffsetsLog;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.protocol.ErrorCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The offsets that producers commit for groups in transactions: pending until the transaction ends. */
public final class TransactionalOffsets {
    /** The topic whose partitions take part in a transaction for the groups that they are responsible for. */
    public static final String TOPIC = "__consumer_offsets";

    private final GroupCoordinator groups;
    private final TransactionalOffsetsLog topic;
    private final Map<Integer, OffsetsLog> logs = new HashMap<>();

    public TransactionalOffsets(GroupCoordinator groups, TransactionalOffsetsLog topic) {
        this.groups = groups;
        this.topic = topic;
    }

    /** The partition that is responsible for a group, by Kafka's hash. */
    public static TopicPartition partitionOf(String groupId) {
        return new TopicPartition(TOPIC, CoordinatorPartitions.of(groupId));
    }

    /** Whether there is such a partition. */
    public static boolean has(TopicPartition partition) {
        return partition.topic().equals(TOPIC)
                && partition.partition() >= 0
                && partition.partition() < CoordinatorPartitions.COUNT;
    }

    /** Whether a producer has pending offsets with the partition of a group, so that it need not join again. */
    public boolean hasOpenTransaction(String groupId, ProducerIdentity producer) {
        return log(partitionOf(groupId).partition()).hasOpenTransaction(producer.id(), producer.epoch());
    }

    /** Whether the partition of a group knows the producer in a later epoch. */
    public boolean isFenced(String groupId, ProducerIdentity producer) {
        return log(partitionOf(groupId).partition()).isFenced(producer.id(), producer.epoch());
    }

    /** Commits offsets pending the end of the transaction, which the partition of the group must have joined. */
    public List<PartitionError> commit(CommitRequest request, ProducerIdentity producer, long nowMs) {
        List<PartitionError> results = groups.commitInTransaction(request, producer.id(), nowMs);
        if (results.stream().anyMatch(result -> result.error() == ErrorCode.NONE)) {
            log(partitionOf(request.groupId()).partition()).appended(producer.id(), producer.epoch(), nowMs);
            topic.append(request.groupId(), records(request, results), producer, nowMs);
        }
        return results;
    }

    private static List<CoordinatorRecord> records(CommitRequest request, List<PartitionError> results) {
        return IntStream.range(0, results.size())
                .filter(i -> results.get(i).error() == ErrorCode.NONE)
                .mapToObj(request.offsets()::get)
                .map(offset -> OffsetRecords.of(request.groupId(), offset.partition(), offset.committed()))
                .toList();
    }

    /** Ends a transaction in a partition: its offsets become visible, or are dropped. */
    public ErrorCode end(int partition, TransactionMarker marker, long nowMs) {
        ErrorCode error = log(partition).end(marker, nowMs);
        if (error == ErrorCode.NONE) {
            topic.end(partition, marker, nowMs);
            groups.endTransaction(
                    marker.producerId(), groupId -> partitionOf(groupId).partition() == partition, marker.committed());
        }
        return error;
    }

    private OffsetsLog log(int partition) {
        return logs.computeIfAbsent(partition, absent -> new OffsetsLog());
    }
}
