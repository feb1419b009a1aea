package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.log.PartitionClient.LISTED;
import static io.kspec.suite.checks.transaction.PartitionReader.COMMITTED;
import static io.kspec.suite.checks.transaction.PartitionReader.UNCOMMITTED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;

/** Checks of Fetch and ListOffsets under either isolation level. */
class TransactionalFetchChecks {
    private static final String WITH_ISOLATION = "4+";
    private static final String ABORTED = FETCHED + "AbortedTransactions";

    @ConformanceTest(
            id = "fetch.open-transaction-hidden",
            api = "Fetch",
            versions = WITH_ISOLATION,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            requirement = "The records of an open transaction are returned to consumers with read_uncommitted alone; to"
                    + " those with read_committed nothing is returned from its first record on.",
            source = "KIP-98",
            why = "Consumers cannot tell an open transaction from a committed one: they would process what is aborted"
                    + " later (pg_kafka).",
            harm = Harm.DATA_LOST)
    void anOpenTransactionIsHiddenFromReadCommitted(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            partition.produce(Payload.numbered(1));
            producer.write(partition, "open");
            partition.produce(Payload.numbered(1));
            reader.expectNow(COMMITTED, "value-0");
            reader.expectNow(UNCOMMITTED, "value-0", "open", "value-0");
            producer.commit();
            reader.expectSoon(COMMITTED, "value-0", "open", "value-0");
        }
    }

    @ConformanceTest(
            id = "fetch.last-stable-offset-held-back",
            api = "Fetch",
            versions = WITH_ISOLATION,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            requirement = "The last stable offset is the first offset of the oldest open transaction, also if later"
                    + " transactions have ended, and the high watermark once none is open; -1 says that the broker does not"
                    + " tell.",
            source = "KIP-98; message definition FetchResponse: LastStableOffset",
            why = "Consumers with read_committed compute their lag from it, and know by it where to wait.")
    void theOldestOpenTransactionHoldsBackTheLastStableOffset(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient slow = TransactionClient.of(test);
                TransactionClient fast = TransactionClient.of(test)) {
            partition.produce(Payload.numbered(1));
            slow.write(partition, "slow");
            fast.write(partition, "fast");
            fast.commit();
            PartitionReader.expectStable(reader.awaitEnd(4), 1);
            reader.expectNow(COMMITTED, "value-0");
            slow.commit();
            PartitionReader.expectStable(reader.awaitStable(5), 5);
            reader.expectNow(COMMITTED, "value-0", "slow", "fast");
        }
    }

    @ConformanceTest(
            id = "fetch.aborted-transactions-listed",
            api = "Fetch",
            versions = WITH_ISOLATION,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            requirement = "With read_committed, every aborted transaction that overlaps the returned records is listed"
                    + " with its producer id and first offset, also if the fetch begins in its midst.",
            source = "KIP-98; message definition FetchResponse: AbortedTransactions",
            why = "Brokers return aborted records too; consumers leave them out by this list alone.",
            harm = Harm.DATA_LOST)
    void abortedTransactionsAreListed(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            partition.produce(Payload.numbered(1));
            producer.write(partition, "a", "b");
            producer.write(partition, "c", "d");
            producer.abort();
            reader.awaitStable(6);
            for (int offset : new int[] {0, 1, 4}) {
                Answer fetched = reader.fetch(COMMITTED, offset);
                if (PartitionClient.recordsIn(fetched).stream().anyMatch(record -> record.offset() > 0)) {
                    expectAborted(fetched, producer.session().id(), 1);
                }
            }
        }
    }

    private static void expectAborted(Answer fetched, long producerId, long firstOffset) {
        List<Message> listed =
                fetched.list(ABORTED).stream().map(Message.class::cast).toList();
        fetched.expect(
                listed.stream()
                        .anyMatch(entry -> entry.getLong("ProducerId") == producerId
                                && entry.getLong("FirstOffset") == firstOffset),
                ABORTED,
                "an entry for producer " + producerId + " from offset " + firstOffset + " on",
                listed);
    }

    @ConformanceTest(
            id = "fetch.committed-is-not-listed",
            api = "Fetch",
            versions = WITH_ISOLATION,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            requirement = "A committed transaction is not in the list of aborted ones, also if its producer aborted"
                    + " others before and after it.",
            source = "KIP-98; message definition FetchResponse: AbortedTransactions",
            why = "Consumers leave out the records of every transaction in the list.",
            harm = Harm.DATA_LOST)
    void aCommittedTransactionIsNotListed(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.write(partition, "aborted");
            producer.abort();
            producer.write(partition, "committed");
            producer.commit();
            producer.write(partition, "aborted too");
            producer.abort();
            reader.awaitStable(6);
            reader.expectNow(COMMITTED, "committed");
            Answer fetched = reader.fetch(COMMITTED, 2);
            fetched.expect(
                    fetched.list(ABORTED).stream().noneMatch(entry -> ((Message) entry).getLong("FirstOffset") == 2),
                    ABORTED,
                    "no entry from offset 2 on",
                    fetched.list(ABORTED));
        }
    }

    @ConformanceTest(
            id = "fetch.no-aborted-list-for-uncommitted",
            api = "Fetch",
            versions = WITH_ISOLATION,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            level = Level.SHOULD,
            requirement = "With read_uncommitted, no aborted transactions are listed.",
            source = "KIP-98; measured on Apache Kafka",
            why =
                    "librdkafka logs the error \"aborted transaction(s) encountered in READ_UNCOMMITTED fetch response\".")
    void withReadUncommittedNothingIsListed(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.write(partition, "aborted");
            producer.abort();
            reader.awaitStable(2);
            reader.fetch(UNCOMMITTED, 0).expectSize(ABORTED, 0);
        }
    }

    @ConformanceTest(
            id = "list-offsets.latest-committed",
            api = "ListOffsets",
            versions = "2+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            requirement =
                    "With read_committed, the latest offset is the last stable offset; with read_uncommitted, it is"
                            + " the end of the log.",
            source = "KIP-98; message definition ListOffsetsRequest: IsolationLevel",
            why = "A consumer with read_committed that reads up to the end, as Kafka Streams does to restore its state,"
                    + " would wait for records that it does not get.",
            harm = Harm.CLIENTS_HANG)
    void theLatestOffsetDependsOnTheIsolationLevel(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            partition.produce(Payload.numbered(1));
            producer.write(partition, "open");
            expectOffset(list(test, partition, OffsetQuery.LATEST, COMMITTED), 1);
            expectOffset(list(test, partition, OffsetQuery.LATEST, UNCOMMITTED), 2);
            producer.commit();
            expectSoon(test, partition, OffsetQuery.LATEST, 3);
        }
    }

    @ConformanceTest(
            id = "list-offsets.time-committed",
            api = "ListOffsets",
            versions = "2+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "Produce", "EndTxn"},
            level = Level.SHOULD,
            requirement =
                    "With read_committed, no record from the last stable offset on is found for a time: without an"
                            + " earlier one, the offset is -1. With read_uncommitted, it is found.",
            source = "KIP-98; measured on Apache Kafka",
            why = "A consumer with read_committed would be sent to a record that it may never get.")
    void aTimeFindsNoRecordOfAnOpenTransaction(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.write(partition, "open");
            expectOffset(list(test, partition, Payload.TIMESTAMP, COMMITTED), -1);
            expectOffset(list(test, partition, Payload.TIMESTAMP, UNCOMMITTED), 0);
            producer.commit();
            expectSoon(test, partition, Payload.TIMESTAMP, 0);
        }
    }

    /** Expects an offset for a consumer with read_committed once the transaction has ended. */
    private static void expectSoon(Case test, PartitionClient partition, long timestamp, long offset) {
        Answer ended = Await.of(
                        "the end of the transaction", test.stage().settings().readTimeout())
                .last(
                        () -> list(test, partition, timestamp, COMMITTED),
                        answer -> answer.number(LISTED + "Offset") == offset);
        expectOffset(ended, offset);
    }

    private static void expectOffset(Answer listed, long offset) {
        listed.expect(LISTED + "Offset", offset);
    }

    private static Answer list(Case test, PartitionClient partition, long timestamp, int isolation) {
        return test.ask(
                        partition.connection(),
                        ListOffsetsRequests.list(OffsetQuery.of(partition.topic(), 0, timestamp))
                                .with(body -> body.set("IsolationLevel", isolation)))
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE);
    }
}
