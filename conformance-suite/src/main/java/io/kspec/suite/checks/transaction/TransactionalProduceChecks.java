package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;
import static io.kspec.suite.checks.transaction.PartitionReader.COMMITTED;
import static io.kspec.suite.checks.transaction.PartitionReader.UNCOMMITTED;
import static io.kspec.suite.checks.transaction.TransactionClient.FENCED;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;

/** Checks of Produce in transactions. */
class TransactionalProduceChecks {
    @ConformanceTest(
            id = "produce.in-transaction",
            api = "Produce",
            versions = "3+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn", "Fetch"},
            requirement = "A transaction can have several batches, and the same producer several transactions: up to"
                    + " version 11 with AddPartitionsToTxn before, from version 12 on without.",
            source = "KIP-98, KIP-890",
            why =
                    "From version 12 on the Java producer does not add partitions any more: its transactions would have no"
                            + " end.",
            harm = Harm.DATA_LOST)
    void transactionsFollowEachOther(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.write(partition, "a");
            producer.write(partition, "b", "c");
            reader.expectNow(COMMITTED);
            producer.commit();
            producer.write(partition, "d");
            producer.commit();
            reader.expectSoon(COMMITTED, "a", "b", "c", "d");
        }
    }

    @ConformanceTest(
            id = "produce.old-epoch-refused",
            api = "Produce",
            versions = "3+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn", "Fetch"},
            requirement = "A batch of a producer that a newer one has replaced is not stored: PRODUCER_FENCED or"
                    + " INVALID_PRODUCER_EPOCH.",
            source = "KIP-98, KIP-360; measured on Apache Kafka",
            why = "An instance that was thought dead would write what its successor has already written.",
            harm = Harm.DATA_LOST)
    void anOldEpochIsRefused(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient old = TransactionClient.of(test)) {
            old.write(partition, "old");
            try (TransactionClient newer = old.successor()) {
                reader.awaitStable(2);
                old.produce(partition, "late").expectError(PRODUCED + "ErrorCode", FENCED);
                newer.write(partition, "new");
                old.produce(partition, "later").expectError(PRODUCED + "ErrorCode", FENCED);
                newer.commit();
            }
            reader.expectSoon(COMMITTED, "new");
            reader.expectNow(UNCOMMITTED, "old", "new");
        }
    }

    @ConformanceTest(
            id = "produce.unadded-partition-refused",
            api = "Produce",
            versions = "3-11",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn", "Fetch"},
            level = Level.SHOULD,
            requirement = "A batch for a partition that was not added to the transaction is not stored:"
                    + " INVALID_TXN_STATE or TRANSACTION_ABORTABLE.",
            source = "KIP-890, since Apache Kafka 3.9 or earlier, but not in 3.3; measured on Apache Kafka",
            why = "A late batch would begin a transaction that nobody ends: consumers with read_committed stop there"
                    + " forever.")
    void aPartitionMustHaveBeenAdded(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.produce(partition, "late")
                    .expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_TXN_STATE, ErrorCode.TRANSACTION_ABORTABLE);
            new PartitionReader(test, partition).expectNow(UNCOMMITTED);
        }
    }
}
