package io.kspec.suite.checks.transaction;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.checks.transaction.PartitionReader.COMMITTED;
import static io.kspec.suite.checks.transaction.TransactionClient.FENCED;
import static io.kspec.suite.checks.transaction.TransactionClient.STRANGER;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ProducerSession;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.ErrorCodes;
import io.kspec.suite.checks.log.PartitionClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Checks of AddPartitionsToTxn: which partitions belong to a transaction. Clients send the versions up to 3. */
class AddPartitionsToTxnChecks {
    private static final String OF_CLIENTS = "0-3";
    private static final String OF_BROKERS = "4+";
    private static final String TOPICS = "ResultsByTopicV3AndBelow";
    private static final String FIRST = TOPICS + "[0].ResultsByPartition[0].PartitionErrorCode";

    @ConformanceTest(
            id = "add-partitions-to-txn.every-partition",
            api = "AddPartitionsToTxn",
            versions = OF_CLIENTS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "Produce", "EndTxn", "Fetch"},
            requirement = "Each of several partitions of several topics is added and answered exactly once, also if it"
                    + " was added before; what is written to all of them becomes visible.",
            source = "KIP-98; message definition AddPartitionsToTxnResponse",
            why =
                    "The Java producer sends to a partition only when an answer says that it was added, and adds partitions"
                            + " again when an answer is lost.")
    void everyPartitionIsAdded(Case test) {
        String two = test.topic(2);
        String one = test.topic(1);
        List<String> expected =
                Stream.of(two + "-0", two + "-1", one + "-0").sorted().toList();
        try (TransactionClient producer = TransactionClient.of(test)) {
            TransactionClient.expectAdded(producer.add(two, 0));
            Answer added = producer.ask(TransactionRequests.addPartitions(
                    producer.session(), new TreeMap<>(Map.of(two, List.of(0, 1), one, List.of(0)))));
            TransactionClient.expectAdded(added);
            List<String> found = answered(added);
            added.expect(found.equals(expected), TOPICS, "one entry for each of " + expected, found);
            List<PartitionClient> partitions = List.of(
                    new PartitionClient(test, two, 0),
                    new PartitionClient(test, two, 1),
                    new PartitionClient(test, one, 0));
            partitions.forEach(partition -> producer.produce(partition, "a")
                    .expectError(PartitionClient.PRODUCED + "ErrorCode", ErrorCode.NONE));
            producer.end(true).expectError("ErrorCode", ErrorCode.NONE);
            partitions.forEach(partition -> new PartitionReader(test, partition).expectSoon(COMMITTED, "a"));
        }
    }

    /** The partitions in the answer, in ascending order. */
    private static List<String> answered(Answer added) {
        return added.body().getStructs(TOPICS).stream()
                .flatMap(topic -> topic.getStructs("ResultsByPartition").stream()
                        .map(partition -> topic.getString("Name") + "-" + partition.getInt("PartitionIndex")))
                .sorted()
                .toList();
    }

    @ConformanceTest(
            id = "add-partitions-to-txn.unknown-partition-refused",
            api = "AddPartitionsToTxn",
            versions = OF_CLIENTS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            requirement = "A partition that does not exist, with an index that is too high or negative or of an unknown"
                    + " topic, is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition AddPartitionsToTxnResponse; measured on Apache Kafka",
            why = "The end of the transaction would have to be written to a partition that nobody has (pg_kafka added"
                    + " negative ones).")
    void anUnknownPartitionIsRefused(Case test) {
        String topic = test.topic(1);
        try (TransactionClient producer = TransactionClient.of(test)) {
            producer.add(topic, NO_SUCH_PARTITION).expectError(FIRST, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            producer.add(topic, -1).expectError(FIRST, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            producer.add(test.name("missing"), 0).expectError(FIRST, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    @ConformanceTest(
            id = "add-partitions-to-txn.all-or-none",
            api = "AddPartitionsToTxn",
            versions = OF_CLIENTS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            level = Level.SHOULD,
            requirement =
                    "If one partition of a request does not exist, none is added, and those that exist are answered"
                            + " with OPERATION_NOT_ATTEMPTED: the transaction has not begun, and cannot be committed.",
            source = "message definition AddPartitionsToTxnResponse; measured on Apache Kafka",
            why = "On any other error the Java producer logs a failure of partitions that nothing is wrong with; a"
                    + " partition that was added all the same waits for the end of a transaction that the producer does"
                    + " not know of.")
    void nothingIsAddedWithAnUnknownPartition(Case test) {
        String topic = test.topic(1);
        try (TransactionClient producer = TransactionClient.of(test)) {
            Answer added = producer.add(topic, 0, NO_SUCH_PARTITION).expectSize(TOPICS + "[0].ResultsByPartition", 2);
            for (int i = 0; i < 2; i++) {
                String at = TOPICS + "[0].ResultsByPartition[" + i + "].";
                added.expectError(
                        at + "PartitionErrorCode",
                        added.number(at + "PartitionIndex") == 0
                                ? ErrorCode.OPERATION_NOT_ATTEMPTED
                                : ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            }
            producer.end(true).expectError("ErrorCode", ErrorCode.INVALID_TXN_STATE);
        }
    }

    @ConformanceTest(
            id = "add-partitions-to-txn.old-epoch-refused",
            api = "AddPartitionsToTxn",
            versions = OF_CLIENTS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            requirement = "A producer that a newer one has replaced adds no partitions: PRODUCER_FENCED or"
                    + " INVALID_PRODUCER_EPOCH.",
            source = "KIP-98, KIP-588; measured on Apache Kafka",
            why = "Two instances of an application would write in one transaction.",
            harm = Harm.DATA_LOST)
    void anOldEpochIsRefused(Case test) {
        String topic = test.topic(1);
        try (TransactionClient old = TransactionClient.of(test);
                TransactionClient newer = old.successor()) {
            old.add(topic, 0).expectError(FIRST, FENCED);
            TransactionClient.expectAdded(newer.add(topic, 0));
        }
    }

    @ConformanceTest(
            id = "add-partitions-to-txn.wrong-producer-id-refused",
            api = "AddPartitionsToTxn",
            versions = OF_CLIENTS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            requirement =
                    "A producer id that is not that of the transactional id, and a transactional id that nobody has,"
                            + " are answered with INVALID_PRODUCER_ID_MAPPING or UNKNOWN_PRODUCER_ID.",
            source = "KIP-98; measured on Apache Kafka",
            why = "On these errors the Java producer aborts and goes on with a new epoch; on others it stops.")
    void aWrongProducerIdIsRefused(Case test) {
        String topic = test.topic(1);
        try (TransactionClient producer = TransactionClient.of(test);
                TransactionClient other = TransactionClient.of(test)) {
            ProducerSession stranger = producer.session().withId(other.session().id());
            producer.ask(TransactionRequests.addPartitions(stranger, topic, List.of(0)))
                    .expectError(FIRST, STRANGER);
            ProducerSession nobody = producer.session().named(producer.unusedId());
            producer.ask(TransactionRequests.addPartitions(nobody, topic, List.of(0)))
                    .expectError(FIRST, STRANGER);
        }
    }

    @ConformanceTest(
            id = "add-partitions-to-txn.several-transactions",
            api = "AddPartitionsToTxn",
            versions = OF_BROKERS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            level = Level.SHOULD,
            requirement = "Each of several transactions is answered under its transactional id, and one that is refused"
                    + " does not affect the other; or the request is refused with CLUSTER_AUTHORIZATION_FAILED.",
            source = "KIP-890; measured on Apache Kafka",
            why = "Brokers add and verify the partitions of several producers in one request.")
    void everyTransactionIsAnswered(Case test) {
        String topic = test.topic(1);
        try (TransactionClient producer = TransactionClient.of(test)) {
            ProducerSession nobody = producer.session().named(producer.unusedId());
            Answer added = authorized(producer.ask(TransactionRequests.addPartitions(
                            List.of(producer.session(), nobody), false, topic, List.of(0))))
                    .expectSize("ResultsByTransaction", 2);
            added.expectError(error(added, producer.id()), ErrorCode.NONE)
                    .expectError(error(added, nobody.transactionalId()), STRANGER);
        }
    }

    @ConformanceTest(
            id = "add-partitions-to-txn.verify-only",
            api = "AddPartitionsToTxn",
            versions = OF_BROKERS,
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "EndTxn"},
            level = Level.SHOULD,
            requirement = "With VerifyOnly, a partition is not added: it is answered without error if it belongs to the"
                    + " transaction, and with TRANSACTION_ABORTABLE or INVALID_TXN_STATE if it does not.",
            source = "KIP-890; measured on Apache Kafka",
            why = "Leaders verify with it that a late batch of an earlier transaction does not begin a new one, which"
                    + " would never end.")
    void partitionsAreVerifiedWithoutBeingAdded(Case test) {
        String topic = test.topic(1);
        try (TransactionClient producer = TransactionClient.of(test)) {
            for (int times = 0; times < 2; times++) {
                Answer verified = verify(producer, topic);
                verified.expectError(
                        error(verified, producer.id()), ErrorCode.TRANSACTION_ABORTABLE, ErrorCode.INVALID_TXN_STATE);
            }
            TransactionClient.expectAdded(producer.add(topic, 0));
            Answer verified = verify(producer, topic);
            verified.expectError(error(verified, producer.id()), ErrorCode.NONE);
        }
    }

    private static Answer verify(TransactionClient producer, String topic) {
        return authorized(
                producer.ask(TransactionRequests.addPartitions(List.of(producer.session()), true, topic, List.of(0))));
    }

    /** The target may let only brokers send these versions. */
    private static Answer authorized(Answer answer) {
        if (ErrorCodes.of(answer.body()).contains((int) ErrorCode.CLUSTER_AUTHORIZATION_FAILED.code())) {
            throw new TestAbortedException("the target accepts these versions of AddPartitionsToTxn only from brokers");
        }
        return answer.expectError("ErrorCode", ErrorCode.NONE);
    }

    private static String error(Answer answer, String transactionalId) {
        return answer.entry("ResultsByTransaction[TransactionalId=" + transactionalId + "]")
                        .orElseThrow(() -> answer.failure(
                                "ResultsByTransaction",
                                "an entry for " + transactionalId,
                                answer.list("ResultsByTransaction").toString()))
                + "TopicResults[0].ResultsByPartition[0].PartitionErrorCode";
    }
}
