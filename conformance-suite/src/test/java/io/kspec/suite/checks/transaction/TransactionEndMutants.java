package io.kspec.suite.checks.transaction;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that end transactions wrongly, or lose their offsets. */
final class TransactionEndMutants implements AreaMutants {
    private static final String COMMITTED = "Topics[*].Partitions[*].ErrorCode";
    private static final String COMMITTED_BLAMED = "Topics[0].Partitions[0].ErrorCode";
    private static final String FETCHED = "Groups[*].Topics[*].Partitions[*].CommittedOffset";
    private static final String FETCHED_BLAMED = "Groups[0].Topics[0].Partitions[0].";

    private static final List<Mutant> ALL = List.of(
            mutant("P18", "offsets are given again after a transaction was aborted", "pg_kafka BUG-3/4")
                    .by(request("Produce")
                            .willReturn(asKafka().with("Responses[*].PartitionResponses[*].BaseOffset", 0))
                            .onEvery(2))
                    .failing("end-txn.marker-takes-an-offset", "EndTxn", "0-5")
                    .blaming("Produce", "Responses[0].PartitionResponses[0].BaseOffset")
                    .saying("= 3, found 0"),
            invented("K212", "who has no transaction is told that it is committed")
                    .by(request("EndTxn").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("end-txn.without-transaction-refused", "EndTxn", "0-5")
                    .blaming("ErrorCode")
                    .saying("INVALID_TXN_STATE, found 0 NONE"),
            invented("K213", "who has no transaction may not abort")
                    .by(request("EndTxn")
                            .where("Committed", false)
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_TXN_STATE)))
                    .failing("end-txn.abort-without-transaction", "EndTxn", "5")
                    .blaming("ErrorCode")
                    .saying("found 48 INVALID_TXN_STATE"),
            invented("K214", "the next epoch is not told")
                    .by(request("EndTxn")
                            .willReturn(asKafka().with("ProducerId", -1).with("ProducerEpoch", -1)))
                    .failing("end-txn.epoch-is-raised", "EndTxn", "5")
                    .blaming("ProducerId")
                    .saying("found -1"),
            invented("K215", "who asks again is told that there is no transaction")
                    .by(request("EndTxn")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.INVALID_TXN_STATE))
                            .onEvery(2))
                    .failing("end-txn.repeated", "EndTxn", "0-5")
                    .blaming("ErrorCode")
                    .saying("found 48 INVALID_TXN_STATE"),
            invented("K216", "who aborts what was committed is told that it is aborted")
                    .by(request("EndTxn")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.NONE))
                            .onEvery(2))
                    .failing("end-txn.other-outcome-refused", "EndTxn", "0-5")
                    .blaming("ErrorCode")
                    .saying("INVALID_TXN_STATE, found 0 NONE"),
            invented("K217", "a producer that was replaced ends its successor's transaction")
                    .by(request("EndTxn")
                            .where("ProducerEpoch", 0)
                            .willReturn(asKafka().asIfAsked("ProducerEpoch", 2)))
                    .failing("end-txn.old-epoch-refused", "EndTxn", "0-5")
                    .blaming("ErrorCode")
                    .saying("INVALID_PRODUCER_EPOCH, found 0 NONE"),
            invented("K218", "whose producer id it is, is not looked at")
                    .by(request("EndTxn").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("end-txn.wrong-producer-id-refused", "EndTxn", "0-5")
                    .blaming("ErrorCode")
                    .saying("UNKNOWN_PRODUCER_ID, found 0 NONE"),
            invented("K231", "offsets of a transaction take effect at once")
                    .by(request("OffsetFetch").willReturn(asKafka().with(FETCHED, 21)))
                    .failing("txn-offset-commit.visible-after-commit", "TxnOffsetCommit", "0-6")
                    .blaming("OffsetFetch", FETCHED_BLAMED + "CommittedOffset")
                    .saying("= 3, found 21"),
            invented("K440", "of several partitions the first one alone is answered")
                    .by(request("TxnOffsetCommit")
                            .willReturn(asKafka().without("Topics[*].Partitions[PartitionIndex=1]")))
                    .failing("txn-offset-commit.every-partition", "TxnOffsetCommit", "0-6")
                    .blaming("Topics")
                    .saying("an entry for partition 1"),
            invented("K232", "offsets of an aborted transaction take effect")
                    .by(request("EndTxn")
                            .where("Committed", false)
                            .willReturn(asKafka().asIfAsked("Committed", true)))
                    .failing("txn-offset-commit.dropped-by-abort", "TxnOffsetCommit", "0-6")
                    .blaming("OffsetFetch", FETCHED_BLAMED + "CommittedOffset")
                    .saying("= 3, found 21"),
            invented("K233", "a producer that was replaced is told that its offset is committed")
                    .by(request("TxnOffsetCommit").willReturn(asKafka().with(COMMITTED, ErrorCode.NONE)))
                    .failing("txn-offset-commit.old-epoch-refused", "TxnOffsetCommit", "0-6")
                    .blaming(COMMITTED_BLAMED)
                    .saying("INVALID_PRODUCER_EPOCH, found 0 NONE"),
            mutant("P29c", "the generation of a member is not looked at in a transaction", "pg_kafka RV-5")
                    .by(request("TxnOffsetCommit")
                            .atVersions(3, 6)
                            .willReturn(asKafka().asIfAsked("MemberId", "").asIfAsked("GenerationIdOrMemberEpoch", -1)))
                    .failing("txn-offset-commit.generation-checked", "TxnOffsetCommit", "3-6")
                    .blaming(COMMITTED_BLAMED)
                    .saying("ILLEGAL_GENERATION, found 0 NONE"),
            invented("K234", "offsets of a group that was not added are told to be pending")
                    .by(request("TxnOffsetCommit")
                            .atVersions(0, 4)
                            .willReturn(asKafka().with(COMMITTED, ErrorCode.NONE)))
                    .failing("txn-offset-commit.unadded-group-refused", "TxnOffsetCommit", "0-4")
                    .blaming(COMMITTED_BLAMED)
                    .saying("TRANSACTION_ABORTABLE, found 0 NONE"),
            invented("K235", "nobody is told that an offset is pending")
                    .by(request("OffsetFetch")
                            .atVersions(8, 10)
                            .willReturn(asKafka().asIfAsked("RequireStable", false)))
                    .failing("offset-fetch.stable-offsets-awaited", "OffsetFetch", "8-10")
                    .blaming(FETCHED_BLAMED + "ErrorCode")
                    .saying("UNSTABLE_OFFSET_COMMIT, found 0 NONE"),
            invented("K236", "of several partitions of a marker the first alone is answered")
                    .by(request("WriteTxnMarkers").willReturn(asKafka().without("Markers[*].Topics[*].Partitions[1]")))
                    .failing("write-txn-markers.unknown-partition-refused", "WriteTxnMarkers", "0-2")
                    .blaming("Markers[0].Topics[0].Partitions")
                    .saying("entries for the partitions 0 and 1"),
            invented("K494", "every end of a transaction succeeds, and ends nothing")
                    .by(request("EndTxn").willReturn(aResponse().error(ErrorCode.NONE)))
                    .speaking("EndTxn", "3")
                    .failing("end-txn.repeated", "EndTxn", "3")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("the values [committed]"),
            invented("K499", "transactions do not time out")
                    .by(request("InitProducerId").willReturn(asKafka().asIfAsked("TransactionTimeoutMs", 900_000)))
                    .speaking("EndTxn", "4")
                    .failing("end-txn.timed-out-refused", "EndTxn", "4")
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("the values [value-0] for a consumer with read_committed, found []"),
            invented("K499b", "a transaction that timed out can be committed, whatever becomes of its records")
                    .by(request("EndTxn").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .speaking("EndTxn", "4-5")
                    .failing("end-txn.timed-out-refused", "EndTxn", "4-5")
                    .blaming("ErrorCode")
                    .saying("is an error, found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
