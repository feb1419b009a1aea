package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.transaction.PartitionReader.COMMITTED;
import static io.kspec.suite.checks.transaction.PartitionReader.UNCOMMITTED;
import static io.kspec.suite.checks.transaction.TransactionClient.FENCED;
import static io.kspec.suite.checks.transaction.TransactionClient.STRANGER;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.List;

/** Checks of EndTxn: what was written in a transaction becomes visible as a whole, or not at all. */
class EndTxnChecks {
    @ConformanceTest(
            id = "end-txn.commit-shows-all",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement = "After a commit, consumers with read_committed see the records of all partitions of the"
                    + " transaction, and not before.",
            source = "KIP-98",
            why = "Kafka Streams and Kafka Connect with exactly-once read and write in this way only.",
            harm = Harm.DATA_LOST)
    void aCommitMakesAllRecordsVisible(Case test) {
        PartitionClient one = PartitionClient.ofNewTopic(test);
        PartitionClient other = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.write(one, "a", "b");
            producer.write(other, "c");
            new PartitionReader(test, one).expectNow(COMMITTED);
            new PartitionReader(test, other).expectNow(COMMITTED);
            producer.commit();
            new PartitionReader(test, one).expectSoon(COMMITTED, "a", "b");
            new PartitionReader(test, other).expectSoon(COMMITTED, "c");
        }
    }

    @ConformanceTest(
            id = "end-txn.abort-hides-all",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement =
                    "After an abort, consumers with read_committed never see the records of the transaction, those"
                            + " with read_uncommitted do, and what the same producer commits afterwards is visible.",
            source = "KIP-98",
            why = "Consumers would process what the application took back, or miss what it did instead.",
            harm = Harm.DATA_LOST)
    void anAbortHidesAllRecords(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.write(partition, "aborted");
            producer.abort();
            producer.write(partition, "committed");
            producer.commit();
            reader.expectSoon(COMMITTED, "committed");
            reader.expectNow(UNCOMMITTED, "aborted", "committed");
        }
    }

    @ConformanceTest(
            id = "end-txn.marker-takes-an-offset",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement =
                    "The end of a transaction is a control batch of its producer in every partition, with an offset"
                            + " of its own: an abort marker after an abort, another one after a commit.",
            source = "KIP-98",
            why = "Consumers leave out the records of an aborted producer until they see its marker: without one, also"
                    + " those of its next transaction.",
            harm = Harm.DATA_LOST)
    void theEndIsMarkedInTheLog(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient producer = TransactionClient.of(test)) {
            long id = producer.session().id();
            producer.write(partition, "a", "b");
            producer.abort();
            reader.awaitStable(3);
            expectMarker(reader.fetch(COMMITTED, 2), 2, id, true);
            producer.write(partition, "c").expect(PartitionClient.PRODUCED + "BaseOffset", 3);
            producer.commit();
            reader.awaitStable(5);
            expectMarker(reader.fetch(COMMITTED, 4), 4, id, false);
        }
    }

    private static void expectMarker(Answer fetched, long offset, long producerId, boolean abort) {
        List<Batch> batches = PartitionClient.recordsOf(fetched).batches();
        boolean found = batches.stream()
                .anyMatch(batch -> batch.isControl()
                        && batch.lastOffset() == offset
                        && ((RecordBatch) batch).producerId() == producerId
                        && PartitionReader.isAbort(fetched, batch) == abort);
        fetched.expect(
                found,
                FETCHED + "Records",
                (abort ? "an abort" : "a commit") + " marker of producer " + producerId + " at offset " + offset,
                batches);
    }

    @ConformanceTest(
            id = "end-txn.without-transaction-refused",
            api = "EndTxn",
            profile = "transactions",
            needs = {"InitProducerId"},
            level = Level.SHOULD,
            requirement = "A commit by a producer that has no transaction is answered with INVALID_TXN_STATE.",
            source = "KIP-98; measured on Apache Kafka",
            why = "An application would believe that its records are committed although the transaction was lost; on"
                    + " this error the Java producer stops.")
    void aCommitWithoutATransactionIsRefused(Case test) {
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.end(true).expectError("ErrorCode", ErrorCode.INVALID_TXN_STATE);
        }
    }

    @ConformanceTest(
            id = "end-txn.abort-without-transaction",
            api = "EndTxn",
            versions = "5+",
            profile = "transactions",
            needs = {"InitProducerId", "ApiVersions"},
            requirement = "A producer that has no transaction may abort, and goes on in a new epoch.",
            source = "KIP-890",
            why = "If the first batch of a transaction fails, the Java producer does not know whether it began one, and"
                    + " aborts in any case.")
    void aProducerWithoutATransactionMayAbort(Case test) {
        try (TransactionClient producer = TransactionClient.of(test)) {
            ProducerSession before = producer.session();
            TransactionClient.expectRaised(producer.end(false), before);
        }
    }

    @ConformanceTest(
            id = "end-txn.epoch-is-raised",
            api = "EndTxn",
            versions = "5+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "ApiVersions"},
            requirement = "Every end of a transaction answers with the producer's next epoch, in which it goes on.",
            source = "KIP-890; message definition EndTxnResponse",
            why = "The Java producer takes over the producer id and epoch of this answer; with -1 all that it sends"
                    + " afterwards is refused.",
            harm = Harm.CLIENTS_HANG)
    void everyEndBeginsANewEpoch(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            for (boolean commit : new boolean[] {true, false, true}) {
                ProducerSession before = producer.session();
                producer.write(partition, "a");
                TransactionClient.expectRaised(producer.end(commit), before);
            }
        }
    }

    @ConformanceTest(
            id = "end-txn.repeated",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement = "The end of a transaction that is requested again, as after a lost answer, is answered as the"
                    + " first time.",
            source = "KIP-98, KIP-890; measured on Apache Kafka",
            why = "Producers repeat the request when the answer is lost, and stop on INVALID_TXN_STATE although the"
                    + " transaction was committed.")
    void aRepeatedEndIsAnsweredAsTheFirst(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            for (boolean commit : new boolean[] {true, false}) {
                producer.write(partition, commit ? "committed" : "aborted");
                ClientRequest end = producer.endRequest(commit);
                Answer first = producer.end(commit).expectError("ErrorCode", ErrorCode.NONE);
                Answer again = producer.ask(end).expectError("ErrorCode", ErrorCode.NONE);
                if (again.has("ProducerId")) {
                    again.expect("ProducerId", first.number("ProducerId"))
                            .expect("ProducerEpoch", first.number("ProducerEpoch"));
                }
            }
            new PartitionReader(test, partition).expectSoon(COMMITTED, "committed");
        }
    }

    @ConformanceTest(
            id = "end-txn.other-outcome-refused",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement = "A transaction that was committed cannot be aborted afterwards, nor the reverse:"
                    + " INVALID_TXN_STATE.",
            source = "KIP-98, KIP-890; measured on Apache Kafka",
            why = "The application would be told the opposite of what consumers see.",
            harm = Harm.DATA_LOST)
    void anEndedTransactionCannotEndOtherwise(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test)) {
            for (boolean commit : new boolean[] {true, false}) {
                producer.write(partition, "a");
                ClientRequest other = producer.endRequest(!commit);
                producer.end(commit).expectError("ErrorCode", ErrorCode.NONE);
                producer.ask(other).expectError("ErrorCode", ErrorCode.INVALID_TXN_STATE);
            }
            new PartitionReader(test, partition).expectSoon(COMMITTED, "a");
        }
    }

    @ConformanceTest(
            id = "end-txn.old-epoch-refused",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement = "A producer that a newer one has replaced does not end the transaction of its successor:"
                    + " PRODUCER_FENCED or INVALID_PRODUCER_EPOCH.",
            source = "KIP-98, KIP-588; measured on Apache Kafka",
            why = "An instance that was thought dead would commit half of what its successor does.",
            harm = Harm.DATA_LOST)
    void anOldEpochIsRefused(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient old = TransactionClient.of(test);
                TransactionClient newer = old.successor();
                TransactionClient newest = newer.successor()) {
            newest.write(partition, "a");
            old.end(true).expectError("ErrorCode", FENCED);
            new PartitionReader(test, partition).expectNow(COMMITTED);
        }
    }

    @ConformanceTest(
            id = "end-txn.wrong-producer-id-refused",
            api = "EndTxn",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "Fetch"},
            requirement =
                    "A producer id that is not that of the transactional id, and a transactional id that nobody has,"
                            + " are answered with INVALID_PRODUCER_ID_MAPPING or UNKNOWN_PRODUCER_ID, and end no transaction.",
            source = "KIP-98; measured on Apache Kafka",
            why = "A producer whose id has expired would end the transaction of whoever uses its transactional id now.",
            harm = Harm.DATA_LOST)
    void aWrongProducerIdIsRefused(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        try (TransactionClient producer = TransactionClient.of(test);
                TransactionClient other = TransactionClient.of(test)) {
            producer.write(partition, "a");
            ProducerSession own = producer.session();
            producer.ask(TransactionRequests.end(own.withId(other.session().id()), true))
                    .expectError("ErrorCode", STRANGER);
            producer.ask(TransactionRequests.end(own.named(producer.unusedId()), true))
                    .expectError("ErrorCode", STRANGER);
            new PartitionReader(test, partition).expectNow(COMMITTED);
        }
    }
}
