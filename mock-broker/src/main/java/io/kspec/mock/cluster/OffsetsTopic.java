package io.kspec.mock.cluster;

import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.log.Appender;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.mock.topic.TopicTable;
import io.kspec.mock.transaction.ProducerIdentity;
import io.kspec.mock.transaction.TransactionalOffsetsLog;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import java.util.List;
import java.util.Optional;

/** Writes what coordinators tell of groups to {@code __consumer_offsets}, while there is such a topic with enough partitions. */
final class OffsetsTopic implements CoordinatorLog, TransactionalOffsetsLog {
    private final TopicTable topics;

    OffsetsTopic(TopicTable topics) {
        this.topics = topics;
    }

    @Override
    public void append(String groupId, List<CoordinatorRecord> records, long nowMs) {
        append(groupId, RecordBatch.builder(), records, nowMs);
    }

    @Override
    public void append(String groupId, List<CoordinatorRecord> records, ProducerIdentity producer, long nowMs) {
        append(
                groupId,
                RecordBatch.builder()
                        .producer(producer.id(), producer.epoch(), RecordBatch.NO_SEQUENCE)
                        .transactional(),
                records,
                nowMs);
    }

    private void append(String groupId, RecordBatchBuilder batch, List<CoordinatorRecord> records, long nowMs) {
        Optional<PartitionLog> log = log(CoordinatorPartitions.of(groupId));
        if (log.isPresent() && !records.isEmpty()) {
            records.forEach(record -> batch.append(nowMs, record.key(), record.value()));
            new Appender(log.get(), nowMs).appendOwn(batch.build());
        }
    }

    @Override
    public void end(int partition, TransactionMarker marker, long nowMs) {
        log(partition).ifPresent(log -> log.append(marker, nowMs));
    }

    private Optional<PartitionLog> log(int partition) {
        return topics.find(Kind.GROUP.topic())
                .filter(topic -> topic.partitions().size() >= CoordinatorPartitions.COUNT)
                .flatMap(topic -> topic.partition(partition));
    }
}
