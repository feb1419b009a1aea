package io.kspec.suite.unlike;

import static io.kspec.suite.unlike.UnlikeBroker.that;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.ErrorCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Brokers that differ in how they do transactions, and in what they tell of them. */
final class UnlikeTransactions {
    private static final long MORE = 4_000_000_000_000L;

    static final List<UnlikeBroker> ALL = List.of(
            that("forgets producers that have no transaction open", "describe-producers.*")
                    .answering(
                            "DescribeProducers",
                            response -> Rewrites.entries(
                                    response,
                                    "Topics[*].Partitions[*].ActiveProducers",
                                    producers -> producers.filter(
                                            producer -> producer.getLong("CurrentTxnStartOffset") >= 0))),
            that("has transactions and producers of others", "describe-producers.*", "list-transactions.*")
                    .answering(
                            "DescribeProducers",
                            response -> Rewrites.entries(
                                    response,
                                    "Topics[*].Partitions[*].ActiveProducers",
                                    producers ->
                                            producers.flatMap(producer -> Stream.of(ofAnother(producer), producer))))
                    .with(new Unlikeness() {
                        @Override
                        public Message response(Message request, Message response) {
                            return response.id().name().equals("ListTransactions") && isUnfiltered(request)
                                    ? Rewrites.entries(
                                            response,
                                            "TransactionStates",
                                            states -> states.flatMap(state -> Stream.of(
                                                    ofAnother(state).with("TransactionalId", "another"), state)))
                                    : response;
                        }
                    }),
            busy(ErrorCode.NOT_ENOUGH_REPLICAS),
            busy(ErrorCode.NETWORK_EXCEPTION));

    private UnlikeTransactions() {}

    private static Message ofAnother(Message producer) {
        return producer.with("ProducerId", producer.getLong("ProducerId") + MORE);
    }

    /** Whether all transactions in some states are asked for. */
    private static boolean isUnfiltered(Message request) {
        boolean byPattern = request.has("TransactionalIdPattern") && !request.isNull("TransactionalIdPattern");
        return !byPattern && List.of().equals(request.get("ProducerIdFilters"));
    }

    private static UnlikeBroker busy(ErrorCode error) {
        return that(
                        "answers each step of a transaction with " + error + " the first time",
                        "add-partitions-to-txn.*",
                        "add-offsets-to-txn.*",
                        "txn-offset-commit.*",
                        "end-txn.*",
                        "produce.in-transaction",
                        "fetch.aborted-transactions-listed")
                .with(new BusyAtFirst(error));
    }

    /** Answers with an error on which the Java producer sends the same request again, when a step has succeeded. */
    private static final class BusyAtFirst implements Unlikeness {
        private static final Map<String, String> ERRORS = Map.of(
                "AddPartitionsToTxn", "ResultsByTopicV3AndBelow[*].ResultsByPartition[*].PartitionErrorCode",
                "AddOffsetsToTxn", "ErrorCode",
                "TxnOffsetCommit", "Topics[*].Partitions[*].ErrorCode",
                "EndTxn", "ErrorCode",
                "Produce", "Responses[*].PartitionResponses[*].ErrorCode");

        private final ErrorCode error;
        private final Set<String> seen = new HashSet<>();

        BusyAtFirst(ErrorCode error) {
            this.error = error;
        }

        @Override
        public synchronized Message response(Message request, Message response) {
            String path = ERRORS.get(response.id().name());
            boolean succeeded = ErrorCodes.of(response).stream().allMatch(code -> code == ErrorCode.NONE.code());
            return path != null && succeeded && isTransactional(request) && seen.add(request.toString())
                    ? Rewrites.set(response, path, error.code())
                    : response;
        }

        private static boolean isTransactional(Message request) {
            return !request.id().name().equals("Produce")
                    || (request.has("TransactionalId") && !request.isNull("TransactionalId"));
        }
    }
}
