package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.transaction.PartitionReader.COMMITTED;
import static io.kspec.suite.checks.transaction.PartitionReader.UNCOMMITTED;

import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;

/** Checks of transactions that their producers do not end. */
class TransactionTimeoutChecks {
    /** Long enough for a record to be written on a busy machine before the transaction is aborted. */
    private static final int TIMEOUT_MS = 1_500;

    /**
     * How often Apache Kafka looks for transactions that are too old, by default: its
     * transaction.abort.timed.out.transaction.cleanup.interval.ms.
     */
    private static final Duration CLEANUP = Duration.ofSeconds(10);

    /** The value of a record behind the transaction, which belongs to none. */
    private static final String BEHIND = "value-0";

    @ConformanceTest(
            id = "end-txn.timed-out-refused",
            api = "EndTxn",
            versions = "3+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            level = Level.SHOULD,
            requirement =
                    "A transaction that its producer does not end within its timeout is aborted, within the 10 s between"
                            + " two looks of Apache Kafka: consumers with read_committed read on behind it, and the producer"
                            + " cannot commit it any more.",
            source = "KIP-98: transaction.timeout.ms; measured on Apache Kafka",
            why = "A producer that is killed would keep consumers with read_committed from reading anything more of its"
                    + " partitions. A broker may look less often than Apache Kafka.",
            harm = Harm.CLIENTS_HANG)
    void aTransactionThatTimesOutIsAborted(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient slow = TransactionClient.of(test, TIMEOUT_MS)) {
            slow.write(partition, "left");
            partition.produce(Payload.numbered(1));
            reader.expectNow(COMMITTED);
            Duration limit =
                    CLEANUP.plusMillis(TIMEOUT_MS).plus(test.stage().settings().readTimeout());
            reader.expectWithin(limit, COMMITTED, BEHIND);
            reader.expectNow(UNCOMMITTED, "left", BEHIND);
            slow.end(true).expectAnyError("ErrorCode");
            reader.expectNow(COMMITTED, BEHIND);
        }
    }
}
