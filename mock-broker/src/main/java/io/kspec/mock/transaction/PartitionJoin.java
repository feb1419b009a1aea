package io.kspec.mock.transaction;

import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How Produce and TxnOffsetCommit make sure that their partitions belong to the transaction (KIP-890): old versions have them
 * verified, new ones have them added.
 */
public enum PartitionJoin {
    /** Versions whose clients do not know TRANSACTION_ABORTABLE. */
    VERIFY,
    /** Versions whose clients know TRANSACTION_ABORTABLE. */
    VERIFY_ABORTABLE,
    /** Versions that add the partitions. */
    ADD;

    /** How a version of Produce joins. */
    public static PartitionJoin ofProduce(int version) {
        return of(version - 10);
    }

    /** How a version of TxnOffsetCommit joins. */
    public static PartitionJoin ofTxnOffsetCommit(int version) {
        return of(version - 3);
    }

    private static PartitionJoin of(int versionsAboveVerify) {
        if (versionsAboveVerify <= 0) {
            return VERIFY;
        }
        return versionsAboveVerify == 1 ? VERIFY_ABORTABLE : ADD;
    }

    /** Joins partitions to a transaction: NONE or an error for each. */
    public Map<TopicPartition, ErrorCode> join(
            TransactionCoordinator transactions,
            String transactionalId,
            ProducerIdentity producer,
            Set<TopicPartition> partitions,
            long nowMs) {
        ErrorCode error = this == ADD
                ? transactions.add(transactionalId, producer, partitions, nowMs)
                : transactions.check(transactionalId, producer);
        Map<TopicPartition, ErrorCode> results = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            boolean missing = this != ADD && error == ErrorCode.NONE && !transactions.has(transactionalId, partition);
            results.put(partition, missing ? notAdded() : translated(error));
        }
        return results;
    }

    private ErrorCode notAdded() {
        return this == VERIFY ? ErrorCode.INVALID_TXN_STATE : ErrorCode.TRANSACTION_ABORTABLE;
    }

    /** A producer that is fenced may still abort and go on, so its batches are not refused for good. */
    private static ErrorCode translated(ErrorCode error) {
        return error == ErrorCode.PRODUCER_FENCED ? ErrorCode.INVALID_PRODUCER_EPOCH : error;
    }
}
