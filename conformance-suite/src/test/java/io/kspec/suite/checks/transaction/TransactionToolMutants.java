package io.kspec.suite.checks.transaction;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that tell administrators wrongly about producers and transactions. */
final class TransactionToolMutants implements AreaMutants {
    private static final String STATES = "TransactionStates";
    private static final String STATE = "TransactionStates[*].";
    private static final String BLAMED = "TransactionStates[0].";

    private static final List<Mutant> ALL = List.of(
            invented("K237", "where a transaction began is not told")
                    .by(request("DescribeProducers")
                            .willReturn(asKafka()
                                    .with("Topics[*].Partitions[*].ActiveProducers[*].CurrentTxnStartOffset", -1)))
                    .failing("describe-producers.open-transaction", "DescribeProducers", "0")
                    .blaming("Topics[0].Partitions[0].ActiveProducers[0].CurrentTxnStartOffset")
                    .saying("= 1, found -1"),
            invented("K238", "a partition that does not exist has no producers")
                    .by(request("DescribeProducers")
                            .willReturn(asKafka().with("Topics[*].Partitions[*].ErrorCode", ErrorCode.NONE)))
                    .failing("describe-producers.unknown-partition", "DescribeProducers", "0")
                    .blaming("Topics[0].Partitions[1].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K239", "every transaction is ongoing")
                    .by(request("DescribeTransactions")
                            .willReturn(asKafka().with(STATE + "TransactionState", "Ongoing")))
                    .failing("describe-transactions.states", "DescribeTransactions", "0")
                    .blaming(BLAMED + "TransactionState")
                    .saying("= Empty, found Ongoing"),
            invented("K240", "the timeout is told in seconds")
                    .by(request("DescribeTransactions").willReturn(asKafka().with(STATE + "TransactionTimeoutMs", 60)))
                    .failing("describe-transactions.open-transaction", "DescribeTransactions", "0")
                    .blaming(BLAMED + "TransactionTimeoutMs")
                    .saying("= 60000, found 60"),
            invented("K241", "a transactional id that nobody has is described")
                    .by(request("DescribeTransactions").willReturn(asKafka().with(STATE + "ErrorCode", ErrorCode.NONE)))
                    .failing("describe-transactions.unknown-id", "DescribeTransactions", "0")
                    .blaming(STATES + "[1].ErrorCode")
                    .saying("TRANSACTIONAL_ID_NOT_FOUND, found 0 NONE"),
            invented("K242", "no transaction is listed")
                    .by(request("ListTransactions").willReturn(asKafka().with(STATES, List.of())))
                    .failing("list-transactions.own-is-listed", "ListTransactions", "0-2")
                    .blaming(STATES)
                    .saying("one entry for"),
            invented("K243", "a filter by states is not looked at")
                    .by(request("ListTransactions").willReturn(asKafka().asIfAsked("StateFilters", List.of())))
                    .failing("list-transactions.states-filter", "ListTransactions", "0-2")
                    .blaming(STATES)
                    .saying("no entry for"),
            invented("K244", "states that do not exist are not told")
                    .by(request("ListTransactions").willReturn(asKafka().with("UnknownStateFilters", List.of())))
                    .failing("list-transactions.unknown-state-reported", "ListTransactions", "0-2")
                    .blaming("UnknownStateFilters")
                    .saying("[Imagined]"),
            invented("K245", "a filter by producers is not looked at")
                    .by(request("ListTransactions").willReturn(asKafka().asIfAsked("ProducerIdFilters", List.of())))
                    .failing("list-transactions.producers-filter", "ListTransactions", "0-2")
                    .blaming(STATES)
                    .saying("expected 1 entr"),
            invented("K246", "a filter by duration is not looked at")
                    .by(request("ListTransactions").willReturn(asKafka().asIfAsked("DurationFilter", -1)))
                    .failing("list-transactions.duration-filter", "ListTransactions", "1-2")
                    .blaming(STATES)
                    .saying("no entry for"),
            invented("K247", "a filter by a pattern is not looked at")
                    .by(request("ListTransactions")
                            .atVersion(2)
                            .willReturn(asKafka().asIfAsked("TransactionalIdPattern", null)))
                    .failing("list-transactions.pattern-filter", "ListTransactions", "2")
                    .blaming(STATES)
                    .saying("no entry for"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
