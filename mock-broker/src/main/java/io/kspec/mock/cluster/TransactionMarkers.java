package io.kspec.mock.cluster;

import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.mock.topic.TopicTable;
import io.kspec.mock.transaction.MarkerWriter;
import io.kspec.mock.transaction.TransactionalOffsets;
import io.kspec.protocol.ErrorCode;
import java.util.Optional;

/** Writes transaction markers to the logs of a cluster, and to its groups those that concern committed offsets. */
public final class TransactionMarkers implements MarkerWriter {
    private final TopicTable topics;
    private final TransactionalOffsets offsets;

    TransactionMarkers(TopicTable topics, TransactionalOffsets offsets) {
        this.topics = topics;
        this.offsets = offsets;
    }

    @Override
    public ErrorCode write(TopicPartition partition, TransactionMarker marker, long nowMs) {
        if (TransactionalOffsets.has(partition)) {
            return offsets.end(partition.partition(), marker, nowMs);
        }
        Optional<PartitionLog> log =
                topics.find(partition.topic()).flatMap(topic -> topic.partition(partition.partition()));
        return log.isPresent() ? log.get().append(marker, nowMs) : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
    }
}
