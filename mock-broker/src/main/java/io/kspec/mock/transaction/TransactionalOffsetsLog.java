package io.kspec.mock.transaction;

import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.log.TransactionMarker;
import java.util.List;

/** Keeps the records of offsets that are committed in transactions. */
public interface TransactionalOffsetsLog {
    /** Appends records about a group as one batch of a producer's transaction; nothing if there are none. */
    void append(String groupId, List<CoordinatorRecord> records, ProducerIdentity producer, long nowMs);

    /** Ends a transaction in a partition of {@code __consumer_offsets}. */
    void end(int partition, TransactionMarker marker, long nowMs);
}
