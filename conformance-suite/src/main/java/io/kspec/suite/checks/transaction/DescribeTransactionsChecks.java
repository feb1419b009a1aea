package io.kspec.suite.checks.transaction;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of DescribeTransactions: what a coordinator knows of transactional ids (KIP-664). */
class DescribeTransactionsChecks {
    private static final String FIRST = "TransactionStates[0].";

    @ConformanceTest(
            id = "describe-transactions.states",
            api = "DescribeTransactions",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement = "A transactional id is Empty after InitProducerId, Ongoing once it has a partition,"
                    + " CompleteCommit after a commit and CompleteAbort after an abort.",
            source = "KIP-664; measured on Apache Kafka",
            why = "The Java admin client shows any other state as unknown.")
    void aTransactionPassesThroughItsStates(Case test) {
        String topic = test.topic(1);
        try (TransactionClient producer = TransactionClient.of(test)) {
            expectState(test, producer, "Empty");
            for (boolean commit : new boolean[] {true, false}) {
                producer.addNeeded(topic);
                expectState(test, producer, "Ongoing");
                if (commit) {
                    producer.commit();
                } else {
                    producer.abort();
                }
                expectState(test, producer, commit ? "CompleteCommit" : "CompleteAbort");
            }
        }
    }

    /** Brokers answer the end of a transaction before they have written its markers. */
    private static Answer expectState(Case test, TransactionClient producer, String state) {
        return Await.of("the state " + state, test.stage().settings().readTimeout())
                .last(() -> describe(producer), answer -> answer.text(FIRST + "TransactionState")
                        .equals(state))
                .expect(FIRST + "TransactionState", state);
    }

    private static Answer describe(TransactionClient producer) {
        return producer.ask(TransactionRequests.describe(List.of(producer.id())))
                .expectSize("TransactionStates", 1)
                .expectError(FIRST + "ErrorCode", ErrorCode.NONE)
                .expect(FIRST + "TransactionalId", producer.id());
    }

    @ConformanceTest(
            id = "describe-transactions.open-transaction",
            api = "DescribeTransactions",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement =
                    "An open transaction is described with its producer id, epoch, timeout and partitions, and has"
                            + " begun.",
            source = "KIP-664; message definition DescribeTransactionsResponse",
            why = "kafka-transactions describe shows by it what consumers wait for, and since when.")
    void anOpenTransactionIsDescribed(Case test) {
        String topic = test.topic(2);
        try (TransactionClient producer = TransactionClient.of(test)) {
            TransactionClient.expectAdded(producer.add(topic, 0, 1));
            Answer described = describe(producer)
                    .expect(FIRST + "ProducerId", producer.session().id())
                    .expect(FIRST + "ProducerEpoch", producer.session().epoch())
                    .expect(FIRST + "TransactionTimeoutMs", TransactionClient.TIMEOUT_MS)
                    .expect(FIRST + "TransactionStartTimeMs", "is a time", time -> (long) time > 0)
                    .expectSize(FIRST + "Topics", 1)
                    .expect(FIRST + "Topics[0].Topic", topic);
            List<?> partitions = described.list(FIRST + "Topics[0].Partitions").stream()
                    .sorted()
                    .toList();
            described.expect(
                    partitions.equals(List.of(0, 1)),
                    FIRST + "Topics[0].Partitions",
                    "the partitions 0 and 1",
                    partitions);
        }
    }

    @ConformanceTest(
            id = "describe-transactions.unknown-id",
            api = "DescribeTransactions",
            profile = "transactions",
            needs = {"InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            level = Level.SHOULD,
            requirement = "A transactional id that nobody has is answered with TRANSACTIONAL_ID_NOT_FOUND, next to one"
                    + " that is in use.",
            source = "KIP-664",
            why = "The Java admin client tells by it a wrong id from a failure of the coordinator.")
    void anUnknownIdIsReported(Case test) {
        try (TransactionClient producer = TransactionClient.of(test)) {
            String nobody = producer.unusedId();
            Answer described = producer.ask(TransactionRequests.describe(List.of(producer.id(), nobody)))
                    .expectSize("TransactionStates", 2);
            described
                    .expectError(find(described, producer.id()) + "ErrorCode", ErrorCode.NONE)
                    .expectError(find(described, nobody) + "ErrorCode", ErrorCode.TRANSACTIONAL_ID_NOT_FOUND);
        }
    }

    private static String find(Answer described, String transactionalId) {
        List<Message> states = described.body().getStructs("TransactionStates");
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).getString("TransactionalId").equals(transactionalId)) {
                return "TransactionStates[" + i + "].";
            }
        }
        throw described.failure("TransactionStates", "an entry for " + transactionalId, states.toString());
    }
}
