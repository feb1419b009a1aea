package io.kspec.suite.checks.transaction;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers whose consumers see what they should not of transactions, or do not see what they should. */
final class TransactionLogMutants implements AreaMutants {
    private static final String FETCHED = "Responses[*].Partitions[*].";
    private static final String BLAMED = "Responses[0].Partitions[0].";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].";
    private static final String PRODUCED_BLAMED = "Responses[0].PartitionResponses[0].ErrorCode";

    private static final List<Mutant> ALL = List.of(
            invented("K209", "what a producer commits is aborted")
                    .by(request("EndTxn").atVersion(4).willReturn(asKafka().asIfAsked("Committed", false)))
                    .failing("end-txn.commit-shows-all", "EndTxn", "4")
                    .blaming("Fetch", BLAMED + "Records")
                    .saying("the values [a, b] for a consumer with read_committed, found []"),
            invented("K210", "what a producer aborts is committed")
                    .by(request("EndTxn").atVersion(4).willReturn(asKafka().asIfAsked("Committed", true)))
                    .failing("end-txn.abort-hides-all", "EndTxn", "4")
                    .blaming("Fetch", BLAMED + "Records")
                    .saying("found [aborted, committed]"),
            invented("K211", "markers are not returned to consumers")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "Records", Bytes.EMPTY)))
                    .failing("end-txn.marker-takes-an-offset", "EndTxn", "0-5")
                    .blaming("Fetch", BLAMED + "Records")
                    .saying("an abort marker of producer"),
            mutant("P29b", "the isolation level is not looked at", "pg_kafka RV-4")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("IsolationLevel", 0)))
                    .failing("fetch.open-transaction-hidden", "Fetch", "4-18")
                    .blaming(BLAMED + "Records")
                    .saying("the values [value-0] for a consumer with read_committed, found [value-0, open, value-0]"),
            invented("K219", "an open transaction does not hold back the last stable offset")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "LastStableOffset", 4)))
                    .failing("fetch.last-stable-offset-held-back", "Fetch", "4-18")
                    .blaming(BLAMED + "LastStableOffset")
                    .saying("= 1, found 4"),
            invented("K220", "aborted transactions are not listed")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "AbortedTransactions", List.of())))
                    .failing("fetch.aborted-transactions-listed", "Fetch", "4-18")
                    .blaming(BLAMED + "AbortedTransactions")
                    .saying("an entry for producer"),
            invented("K221", "committed transactions are listed as aborted")
                    .by(request("Fetch")
                            .where("Topics[*].Partitions[*].FetchOffset", 2)
                            .willReturn(asKafka()
                                    .with(
                                            FETCHED + "AbortedTransactions",
                                            List.of(Map.of("ProducerId", 4711, "FirstOffset", 2)))))
                    .failing("fetch.committed-is-not-listed", "Fetch", "4-18")
                    .blaming(BLAMED + "AbortedTransactions")
                    .saying("no entry from offset 2 on"),
            invented("K222", "aborted transactions are listed for everybody")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("IsolationLevel", 1)))
                    .failing("fetch.no-aborted-list-for-uncommitted", "Fetch", "4-18")
                    .blaming(BLAMED + "AbortedTransactions")
                    .saying("expected 0 entries"),
            invented("K223", "the latest offset is the end of the log for everybody")
                    .by(request("ListOffsets").willReturn(asKafka().asIfAsked("IsolationLevel", 0)))
                    .failing("list-offsets.latest-committed", "ListOffsets", "2-11")
                    .blaming("Topics[0].Partitions[0].Offset")
                    .saying("= 1, found 2"),
            invented("K224", "version 12 demands that partitions are added before")
                    .by(request("Produce")
                            .atVersion(12)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.INVALID_TXN_STATE)))
                    .failing("produce.in-transaction", "Produce", "12")
                    .blaming(PRODUCED_BLAMED)
                    .saying("found 48 INVALID_TXN_STATE"),
            invented("K225", "a producer that was replaced is told that its records are stored")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.NONE)))
                    .failing("produce.old-epoch-refused", "Produce", "3-13")
                    .blaming(PRODUCED_BLAMED)
                    .saying("INVALID_PRODUCER_EPOCH, found 0 NONE"),
            invented("K226", "records for a partition that was not added are told to be stored")
                    .by(request("Produce")
                            .atVersions(3, 11)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.NONE)))
                    .failing("produce.unadded-partition-refused", "Produce", "3-11")
                    .blaming(PRODUCED_BLAMED)
                    .saying("TRANSACTION_ABORTABLE, found 0 NONE"),
            mutant("P29", "a producer that takes over leaves open what its predecessor began", "pg_kafka RV-2")
                    .by(request("InitProducerId")
                            .atVersion(4)
                            .willReturn(aResponse().with("ProducerId", 4711).with("ProducerEpoch", 1))
                            .onNth(2))
                    .failing("init-producer-id.aborts-open-transaction", "InitProducerId", "4")
                    .blaming("Fetch", BLAMED + "HighWatermark")
                    .saying("= 2, found 1"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
