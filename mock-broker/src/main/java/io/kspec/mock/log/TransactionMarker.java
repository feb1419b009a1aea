package io.kspec.mock.log;

import io.kspec.protocol.record.EndTransactionMarker;
import io.kspec.protocol.record.RecordBatch;

/**
 * The end of a producer's transaction, which the transaction coordinator writes to every partition of it.
 *
 * @param producerId the producer
 * @param producerEpoch the epoch in which the transaction ends; with transaction version 2, one above that of its records
 * @param committed whether the transaction was committed rather than aborted
 * @param coordinatorEpoch the epoch of the coordinator; an older one than a partition knows is fenced
 * @param transactionVersion the level of {@code transaction.version}; from 2 on, the epoch must be above that of the records
 *     (KIP-1228)
 */
public record TransactionMarker(
        long producerId, short producerEpoch, boolean committed, int coordinatorEpoch, int transactionVersion) {
    /** The control batch that a log keeps. */
    RecordBatch toBatch(long offset, int leaderEpoch, long nowMs) {
        EndTransactionMarker.Type type = committed ? EndTransactionMarker.Type.COMMIT : EndTransactionMarker.Type.ABORT;
        return new EndTransactionMarker(type, coordinatorEpoch)
                .toBatch(offset, nowMs, producerId, producerEpoch)
                .appendedAt(offset, leaderEpoch);
    }
}
