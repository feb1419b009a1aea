package io.kspec.mock.transaction;

import io.kspec.mock.group.offsets.TopicPartition;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of a transactional id. Each state has exactly the data that it needs, and Kafka's name:
 *
 * <pre>
 *            InitProducerId            a partition is added            EndTxn commits
 *   Dead ----------------------> Empty --------------------> Ongoing ----------------> PrepareCommit
 *                                 ^ ^  |                      ^   ^  |                       | markers are written
 *                  InitProducerId | |  | (1)   partition added|   |  | EndTxn aborts,        v
 *                                 | |  |                      |   |  | time passes,     CompleteCommit
 *                                 | |  |                      |   |  | InitProducerId
 *                                 | |  |                      |   |  v
 *                                 | |  +----------------------|---|--> PrepareAbort
 *                                 | |                         |   |          | markers are written
 *                                 | +-- CompleteCommit -------+   |          v
 *                                 +---- CompleteAbort ------------+    CompleteAbort
 *   (1) with transaction version 2, EndTxn may abort without a transaction, also from a Complete state
 * </pre>
 *
 * <p>Dead: the transactional id is not known, or nobody has used it for long.
 */
public sealed interface TransactionState {
    /** The names of all states that Kafka knows, including one that no request ever shows. */
    Set<String> NAMES = Set.of(
            "Empty",
            "Ongoing",
            "PrepareCommit",
            "PrepareAbort",
            "CompleteCommit",
            "CompleteAbort",
            "PrepareEpochFence",
            "Dead");

    /** The name that DescribeTransactions and ListTransactions return. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** A transactional id without a producer. */
    record Dead() implements TransactionState {}

    /** The state of a transactional id that a producer holds. */
    sealed interface Live extends TransactionState permits Settled, Ongoing, Prepared {
        TransactionalProducer producer();

        /** The partitions of the transaction that have no marker yet. */
        default SortedSet<TopicPartition> partitions() {
            return Collections.emptySortedSet();
        }

        /** When the last transaction began, in milliseconds since the epoch; -1 if there was none in this epoch. */
        long startMs();
    }

    /** No transaction is open. */
    sealed interface Settled extends Live permits Empty, CompleteCommit, CompleteAbort {
        /** When the state began, in milliseconds since the epoch. */
        long sinceMs();
    }

    /** The producer has no transaction in this epoch yet. */
    record Empty(TransactionalProducer producer, long sinceMs) implements Settled {
        @Override
        public long startMs() {
            return -1;
        }
    }

    /** The producer has added partitions. */
    record Ongoing(TransactionalProducer producer, SortedSet<TopicPartition> partitions, long startMs) implements Live {
        public Ongoing {
            partitions = Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
        }
    }

    /** The outcome of the transaction is decided, and its markers are being written. */
    sealed interface Prepared extends Live permits PrepareCommit, PrepareAbort {
        /** How the transaction ends. */
        Ending ending();

        /** The state with fewer partitions, at a later attempt to write markers. */
        Prepared with(SortedSet<TopicPartition> unwritten, long dueMs);

        /** The state once all markers are written. */
        Settled completed(long nowMs);

        boolean commits();
    }

    /**
     * How a transaction ends.
     *
     * @param version 2 if it ends in a new epoch, otherwise 0
     * @param nextId the producer id from then on, if the epochs of the current one are exhausted; otherwise null
     * @param dueMs when to write markers, in milliseconds since the epoch
     */
    record Ending(int version, @Nullable Long nextId, long dueMs) {
        Ending at(long laterMs) {
            return new Ending(version, nextId, laterMs);
        }

        TransactionalProducer settled(TransactionalProducer producer) {
            return version >= 2 ? producer.settled(nextId) : producer;
        }
    }

    record PrepareCommit(
            TransactionalProducer producer, SortedSet<TopicPartition> partitions, long startMs, Ending ending)
            implements Prepared {
        @Override
        public PrepareCommit with(SortedSet<TopicPartition> unwritten, long dueMs) {
            return new PrepareCommit(producer, unwritten, startMs, ending.at(dueMs));
        }

        @Override
        public CompleteCommit completed(long nowMs) {
            return new CompleteCommit(ending.settled(producer), startMs, nowMs);
        }

        @Override
        public boolean commits() {
            return true;
        }
    }

    record PrepareAbort(
            TransactionalProducer producer, SortedSet<TopicPartition> partitions, long startMs, Ending ending)
            implements Prepared {
        @Override
        public PrepareAbort with(SortedSet<TopicPartition> unwritten, long dueMs) {
            return new PrepareAbort(producer, unwritten, startMs, ending.at(dueMs));
        }

        @Override
        public CompleteAbort completed(long nowMs) {
            return new CompleteAbort(ending.settled(producer), startMs, nowMs);
        }

        @Override
        public boolean commits() {
            return false;
        }
    }

    record CompleteCommit(TransactionalProducer producer, long startMs, long sinceMs) implements Settled {}

    record CompleteAbort(TransactionalProducer producer, long startMs, long sinceMs) implements Settled {}
}
