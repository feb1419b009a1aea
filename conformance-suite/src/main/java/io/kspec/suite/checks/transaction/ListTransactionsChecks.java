package io.kspec.suite.checks.transaction;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.TransactionRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Checks of ListTransactions: which transactional ids a coordinator knows (KIP-664). They look for their own alone, whatever
 * others do at the same time.
 */
class ListTransactionsChecks {
    private static final String STATES = "TransactionStates";
    private static final long AN_HOUR_MS = 3_600_000;

    @ConformanceTest(
            id = "list-transactions.own-is-listed",
            api = "ListTransactions",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement = "Without filters, a transactional id is listed once, with its producer id and state.",
            source = "KIP-664; message definition ListTransactionsResponse",
            why = "kafka-transactions list would not show transactions that hang.")
    void aTransactionIsListed(Case test) {
        try (TransactionClient producer = ongoing(test)) {
            Answer listed = list(producer, TransactionRequests.list());
            String at = expectListed(listed, producer);
            listed.expect(at + "ProducerId", producer.session().id()).expect(at + "TransactionState", "Ongoing");
        }
    }

    @ConformanceTest(
            id = "list-transactions.states-filter",
            api = "ListTransactions",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement = "With a filter by states, the transactions in these states are listed and no others.",
            source = "KIP-664",
            why = "Tools ask for those that are Ongoing, and would take all others for them.")
    void transactionsAreFilteredByState(Case test) {
        try (TransactionClient producer = ongoing(test)) {
            expectListed(list(producer, TransactionRequests.list("Empty", "Ongoing")), producer);
            expectNotListed(list(producer, TransactionRequests.list("Empty", "CompleteCommit")), producer);
        }
    }

    @ConformanceTest(
            id = "list-transactions.unknown-state-reported",
            api = "ListTransactions",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            level = Level.SHOULD,
            requirement =
                    "A state that does not exist is returned as an unknown filter, without an error, and no others"
                            + " are.",
            source = "KIP-664; message definition ListTransactionsResponse: UnknownStateFilters",
            why = "A newer tool learns by it that the broker does not know the state.")
    void anUnknownStateIsReported(Case test) {
        try (TransactionClient producer = ongoing(test)) {
            Answer listed = list(producer, TransactionRequests.list("Ongoing", "Imagined"));
            listed.expect("UnknownStateFilters", List.of("Imagined"));
            expectListed(listed, producer);
        }
    }

    @ConformanceTest(
            id = "list-transactions.producers-filter",
            api = "ListTransactions",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement =
                    "With a filter by producer ids, the transactions of these producers are listed and no others.",
            source = "KIP-664",
            why =
                    "kafka-transactions find-hanging looks up by it the transaction of a producer that a partition names.")
    void transactionsAreFilteredByProducer(Case test) {
        try (TransactionClient producer = ongoing(test);
                TransactionClient other = TransactionClient.of(test)) {
            Answer listed = list(
                    producer,
                    TransactionRequests.list()
                            .with(body -> body.set(
                                    "ProducerIdFilters",
                                    List.of(producer.session().id()))));
            expectListed(listed, producer);
            listed.expectSize(STATES, 1);
            expectNotListed(
                    list(
                            producer,
                            TransactionRequests.list()
                                    .with(body -> body.set(
                                            "ProducerIdFilters",
                                            List.of(other.session().id())))),
                    producer);
        }
    }

    @ConformanceTest(
            id = "list-transactions.duration-filter",
            api = "ListTransactions",
            versions = "1+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement = "With a filter by duration, the transactions that have been open for longer are listed and no"
                    + " others; a negative duration filters nothing.",
            source = "KIP-994; message definition ListTransactionsRequest: DurationFilter",
            why = "Tools look by it for transactions that hang.")
    void transactionsAreFilteredByDuration(Case test) {
        try (TransactionClient producer = ongoing(test)) {
            expectListed(
                    list(producer, TransactionRequests.list().with(body -> body.set("DurationFilter", -1L))), producer);
            expectNotListed(
                    list(producer, TransactionRequests.list().with(body -> body.set("DurationFilter", AN_HOUR_MS))),
                    producer);
        }
    }

    @ConformanceTest(
            id = "list-transactions.pattern-filter",
            api = "ListTransactions",
            versions = "2+",
            profile = "transactions",
            needs = {"CreateTopics", "InitProducerId", "AddPartitionsToTxn", "EndTxn"},
            requirement =
                    "With a pattern, the transactional ids that match it as a whole are listed and no others; what"
                            + " is no regular expression is answered with INVALID_REGULAR_EXPRESSION.",
            source = "KIP-1152",
            why = "Tools find by it the transactions of an application that has many.")
    void transactionsAreFilteredByPattern(Case test) {
        try (TransactionClient producer = ongoing(test)) {
            String id = producer.id();
            expectListed(
                    list(
                            producer,
                            TransactionRequests.list().with(body -> body.set("TransactionalIdPattern", id + ".*"))),
                    producer);
            expectNotListed(
                    list(
                            producer,
                            TransactionRequests.list()
                                    .with(body ->
                                            body.set("TransactionalIdPattern", id.substring(0, id.length() - 1)))),
                    producer);
            producer.ask(TransactionRequests.list().with(body -> body.set("TransactionalIdPattern", "(")))
                    .expectError("ErrorCode", ErrorCode.INVALID_REGULAR_EXPRESSION);
        }
    }

    private static TransactionClient ongoing(Case test) {
        String topic = test.topic(1);
        TransactionClient producer = TransactionClient.of(test);
        producer.addNeeded(topic);
        return producer;
    }

    private static Answer list(TransactionClient producer, ClientRequest request) {
        return producer.ask(request).expectError("ErrorCode", ErrorCode.NONE);
    }

    private static String expectListed(Answer listed, TransactionClient producer) {
        List<Integer> at = indexesOf(listed, producer);
        listed.expect(at.size() == 1, STATES, "one entry for " + producer.id(), at.size());
        return STATES + "[" + at.get(0) + "].";
    }

    private static void expectNotListed(Answer listed, TransactionClient producer) {
        int times = indexesOf(listed, producer).size();
        listed.expect(times == 0, STATES, "no entry for " + producer.id(), times);
    }

    private static List<Integer> indexesOf(Answer listed, TransactionClient producer) {
        List<Message> states = listed.body().getStructs(STATES);
        return IntStream.range(0, states.size())
                .filter(i -> states.get(i).getString("TransactionalId").equals(producer.id()))
                .boxed()
                .toList();
    }
}
