package io.kspec.mock.transaction;

import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.log.TransactionMarker;
import io.kspec.protocol.ErrorCode;

/** Writes transaction markers to partitions. */
@FunctionalInterface
public interface MarkerWriter {
    /**
     * Writes a marker.
     *
     * @return NONE; UNKNOWN_TOPIC_OR_PARTITION if there is no such partition, INVALID_PRODUCER_EPOCH or
     *     TRANSACTION_COORDINATOR_FENCED if the log refuses the marker, or another error if it cannot be written now
     */
    ErrorCode write(TopicPartition partition, TransactionMarker marker, long nowMs);
}
