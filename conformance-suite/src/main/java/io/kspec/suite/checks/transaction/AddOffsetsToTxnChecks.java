package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.transaction.TransactionClient.FENCED;
import static io.kspec.suite.checks.transaction.TransactionClient.STRANGER;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of AddOffsetsToTxn: which groups' offsets belong to a transaction. */
class AddOffsetsToTxnChecks {
    @ConformanceTest(
            id = "add-offsets-to-txn.group-is-added",
            api = "AddOffsetsToTxn",
            profile = "transactions",
            needs = {"InitProducerId", "EndTxn"},
            requirement =
                    "A group can be added to a transaction, which begins with it, also if the group does not exist or was added"
                            + " before.",
            source = "KIP-98; measured on Apache Kafka",
            why =
                    "Kafka Streams commits its first offsets for a group that has none, and the Java producer adds a group"
                            + " again when an answer is lost.")
    void aGroupIsAdded(Case test) {
        String group = test.name("group");
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.addOffsets(group).expectError("ErrorCode", ErrorCode.NONE);
            producer.addOffsets(group).expectError("ErrorCode", ErrorCode.NONE);
            producer.end(true).expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "add-offsets-to-txn.old-epoch-refused",
            api = "AddOffsetsToTxn",
            profile = "transactions",
            needs = {"InitProducerId", "EndTxn"},
            requirement = "A producer that a newer one has replaced adds no group: PRODUCER_FENCED or"
                    + " INVALID_PRODUCER_EPOCH.",
            source = "KIP-98, KIP-588; measured on Apache Kafka",
            why = "An instance that was replaced would commit offsets in the transaction of its successor.",
            harm = Harm.DATA_LOST)
    void anOldEpochIsRefused(Case test) {
        String group = test.name("group");
        try (TransactionClient old = TransactionClient.of(test);
                TransactionClient newer = old.successor()) {
            old.addOffsets(group).expectError("ErrorCode", FENCED);
            newer.addOffsets(group).expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "add-offsets-to-txn.wrong-producer-id-refused",
            api = "AddOffsetsToTxn",
            profile = "transactions",
            needs = {"InitProducerId", "EndTxn"},
            requirement =
                    "A producer id that is not that of the transactional id, and a transactional id that nobody has,"
                            + " are answered with INVALID_PRODUCER_ID_MAPPING or UNKNOWN_PRODUCER_ID.",
            source = "KIP-98; measured on Apache Kafka",
            why = "On these errors the Java producer aborts and goes on with a new epoch; on others it stops.")
    void aWrongProducerIdIsRefused(Case test) {
        String group = test.name("group");
        try (TransactionClient producer = TransactionClient.of(test);
                TransactionClient other = TransactionClient.of(test)) {
            producer.ask(TransactionRequests.addOffsets(
                            producer.session().withId(other.session().id()), group))
                    .expectError("ErrorCode", STRANGER);
            producer.ask(TransactionRequests.addOffsets(producer.session().named(producer.unusedId()), group))
                    .expectError("ErrorCode", STRANGER);
        }
    }
}
