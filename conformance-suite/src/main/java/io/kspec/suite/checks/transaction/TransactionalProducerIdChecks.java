package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.transaction.PartitionReader.COMMITTED;
import static io.kspec.suite.checks.transaction.PartitionReader.UNCOMMITTED;
import static io.kspec.suite.checks.transaction.TransactionClient.FENCED;
import static io.kspec.suite.checks.transaction.TransactionClient.TIMEOUT_MS;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.CoordinatorRequests;
import io.kspec.stage.requests.CoordinatorResponses;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.ProducerIdRequests;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;

/** Checks of InitProducerId with a transactional id, and of finding its coordinator. */
class TransactionalProducerIdChecks {
    @ConformanceTest(
            id = "find-coordinator.transaction-has-one",
            api = "FindCoordinator",
            versions = "1+",
            profile = "transactions",
            needs = {"InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement = "Every transactional id, even one that nobody has used yet, has a coordinator.",
            source = "KIP-98; message definition FindCoordinatorRequest: KeyType",
            why = "A transactional producer looks for its coordinator before anything else.",
            harm = Harm.CLIENTS_HANG)
    void everyTransactionalIdHasACoordinator(Case test) {
        try (TransactionClient producer = TransactionClient.of(test)) {
            for (String id : new String[] {producer.id(), test.name("nobody")}) {
                Answer found = producer.ask(CoordinatorRequests.find(CoordinatorType.TRANSACTION, id));
                String at = CoordinatorResponses.firstPath(found.body());
                found.expectError(at + "ErrorCode", ErrorCode.NONE)
                        .expect(at + "NodeId", "is 0 or more", node -> (int) node >= 0);
            }
        }
    }

    @ConformanceTest(
            id = "init-producer-id.same-id-next-epoch",
            api = "InitProducerId",
            profile = "transactions",
            needs = {"AddPartitionsToTxn", "EndTxn"},
            requirement = "A producer that restarts under its transactional id gets the same producer id with a higher"
                    + " epoch; other transactional ids have other producer ids.",
            source = "KIP-98",
            why = "By the epoch, brokers know the instance that was thought dead.",
            harm = Harm.DATA_LOST)
    void aRestartedProducerGetsAHigherEpoch(Case test) {
        TransactionClient producer = TransactionClient.of(test);
        ProducerSession first = producer.session();
        Answer second = producer.init();
        TransactionClient.expectRaised(second, first);
        TransactionClient.uninitialized(test)
                .init()
                .expectError("ErrorCode", ErrorCode.NONE)
                .expect("ProducerId", "is not " + first.id(), id -> !id.equals(second.get("ProducerId")));
    }

    @ConformanceTest(
            id = "init-producer-id.aborts-open-transaction",
            api = "InitProducerId",
            profile = "transactions",
            needs = {"CreateTopics", "AddPartitionsToTxn", "Produce", "EndTxn", "Fetch"},
            requirement = "The transaction that a producer left open is aborted when another one begins under its"
                    + " transactional id; until it has ended, that one is answered with CONCURRENT_TRANSACTIONS.",
            source = "KIP-98",
            why = "Otherwise consumers with read_committed read nothing more until the transaction times out, or never"
                    + " (pg_kafka).",
            harm = Harm.CLIENTS_HANG)
    void anOpenTransactionIsAborted(Case test) {
        PartitionClient partition = PartitionClient.ofNewTopic(test);
        PartitionReader reader = new PartitionReader(test, partition);
        try (TransactionClient old = TransactionClient.of(test)) {
            old.write(partition, "left");
            try (TransactionClient newer = old.successor()) {
                reader.awaitStable(2);
                reader.expectNow(COMMITTED);
                newer.write(partition, "new");
                newer.commit();
            }
            reader.expectSoon(COMMITTED, "new");
            reader.expectNow(UNCOMMITTED, "left", "new");
        }
    }

    @ConformanceTest(
            id = "init-producer-id.own-epoch-goes-on",
            api = "InitProducerId",
            versions = "3+",
            profile = "transactions",
            needs = {"AddPartitionsToTxn", "EndTxn"},
            requirement =
                    "A producer that names its current producer id and epoch gets the next epoch; one that names an"
                            + " epoch that others have left behind is answered with PRODUCER_FENCED or INVALID_PRODUCER_EPOCH.",
            source = "KIP-360, KIP-588",
            why = "After an error a producer goes on in this way; one that was replaced must not take over again.",
            harm = Harm.DATA_LOST)
    void onlyTheCurrentProducerGoesOn(Case test) {
        TransactionClient producer = TransactionClient.of(test);
        ProducerSession first = producer.session();
        TransactionClient.expectRaised(producer.init(claiming(first)), first);
        producer.successor();
        producer.init(claiming(first)).expectError("ErrorCode", FENCED);
    }

    private static ClientRequest claiming(ProducerSession session) {
        return ProducerIdRequests.init(session.transactionalId(), TIMEOUT_MS)
                .with(body -> body.set("ProducerId", session.id()).set("ProducerEpoch", session.epoch()));
    }

    @ConformanceTest(
            id = "init-producer-id.timeout-refused",
            api = "InitProducerId",
            profile = "transactions",
            needs = {"AddPartitionsToTxn", "EndTxn"},
            level = Level.SHOULD,
            requirement = "A transaction timeout of 0, or one longer than the broker's transaction.max.timeout.ms, is"
                    + " answered with INVALID_TRANSACTION_TIMEOUT.",
            source = "KIP-98; measured on Apache Kafka",
            why = "The Java producer names its configuration as the cause only on this error.")
    void anImpossibleTimeoutIsRefused(Case test) {
        TransactionClient producer = TransactionClient.uninitialized(test);
        for (int timeout : new int[] {0, Integer.MAX_VALUE}) {
            producer.init(ProducerIdRequests.init(producer.id(), timeout))
                    .expectError("ErrorCode", ErrorCode.INVALID_TRANSACTION_TIMEOUT);
        }
    }
}
