package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that make do with a constant, with the first partition, or with the last record. */
final class LazyLogMutants implements AreaMutants {
    private static final String SENT = "TopicData[*].PartitionData[*].Records";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].";
    private static final String PRODUCED_AT = "Responses[0].PartitionResponses[0].BaseOffset";
    private static final String LISTED = "Topics[*].Partitions[*].";
    private static final String FETCHED = "Responses[*].Partitions[*].";

    private static final Bytes FIRST_AT_FOUR =
            Payload.builder(Payload.numbered(2)).build().withBaseOffset(4).bytes();

    private static final List<Mutant> ALL = List.of(
            invented("K300", "every repeated batch is said to be at offset 0")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "BaseOffset", 0))
                            .onNth(4))
                    .failing("produce.sequence-repeated", "Produce", "9")
                    .blaming(PRODUCED_AT)
                    .saying("= 4, found 0"),
            invented("K301", "the first batch of another producer is taken for a repeated one")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "BaseOffset", 0))
                            .onNth(3))
                    .failing("produce.sequences-kept-apart", "Produce", "9")
                    .blaming(PRODUCED_AT)
                    .saying("= 2, found 0"),
            invented("K303", "a partition that does not exist has no error and no records")
                    .by(request("Fetch")
                            .where("Topics[*].Partitions[*].Partition", NO_SUCH_PARTITION)
                            .willReturn(asKafka()
                                    .with(
                                            "Responses[*].Partitions[PartitionIndex=" + NO_SUCH_PARTITION + "].Records",
                                            Bytes.EMPTY)
                                    .with(
                                            "Responses[*].Partitions[PartitionIndex=" + NO_SUCH_PARTITION
                                                    + "].ErrorCode",
                                            ErrorCode.NONE)))
                    .failing("fetch.unknown-partition-answered", "Fetch", "0-18")
                    .blaming("Responses[0].Partitions[1].ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K307", "what a batch claims to hold is not looked at")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, Payload.batch(9, Payload.numbered(1)))))
                    .failing("produce.hostile-batches-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("is an error, found 0 NONE"),
            invented("K318", "the last record is taken for the one with the latest timestamp")
                    .by(request("ListOffsets")
                            .where(LISTED + "Timestamp", -3)
                            .willReturn(asKafka()
                                    .with(LISTED + "Offset", 4)
                                    .with(LISTED + "Timestamp", Payload.TIMESTAMP + 4)))
                    .failing("list-offsets.max-timestamp", "ListOffsets", "7-11")
                    .blaming("Topics[0].Partitions[0].Offset")
                    .saying("= 2, found 4"),
            invented("K319", "all partitions have the offset of the first")
                    .by(request("ListOffsets")
                            .willReturn(asKafka().with("Topics[*].Partitions[PartitionIndex=1].Offset", 1)))
                    .failing("list-offsets.every-partition", "ListOffsets", "1-11")
                    .blaming("Topics[0].Partitions[1].Offset")
                    .saying("= 2, found 1"),
            invented("K320", "all partitions have the records of the first")
                    .by(request("Fetch")
                            .atVersions(4, 18)
                            .willReturn(asKafka()
                                    .with(
                                            "Responses[*].Partitions[PartitionIndex=1].Records",
                                            Payload.batch(9, Payload.numbered(1)))))
                    .failing("fetch.every-partition", "Fetch", "4-18")
                    .blaming("Responses[0].Partitions[1].Records")
                    .saying("records with the value"),
            invented("K321", "the same records are stored in all partitions of a request")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().asIfAsked(SENT, Payload.batch(9, Payload.numbered(2)))))
                    .failing("produce.all-partitions-answered", "Produce", "9")
                    .blaming("ListOffsets", "Topics[0].Partitions[0].Offset")
                    .saying("= 1, found 2"),
            invented("K322", "old versions get no records, since these cannot be converted")
                    .by(request("Fetch").atVersions(0, 1).willReturn(asKafka().with(FETCHED + "Records", Bytes.EMPTY)))
                    .failing("fetch.magic-fits-the-version", "Fetch", "0-1")
                    .blaming("Responses[0].Partitions[0].Records")
                    .saying("found no records"),
            invented("K323", "every leader epoch is unknown")
                    .by(request("Fetch")
                            .where("Topics[*].Partitions[*].CurrentLeaderEpoch", 0)
                            .willReturn(asKafka().with(FETCHED + "ErrorCode", ErrorCode.UNKNOWN_LEADER_EPOCH)))
                    .failing("fetch.current-leader-epoch-accepted", "Fetch", "9-18")
                    .blaming("Responses[0].Partitions[0].ErrorCode")
                    .saying("found 75 UNKNOWN_LEADER_EPOCH"),
            invented("K332", "the first batch is returned at every offset, with the offset changed")
                    .by(request("Fetch")
                            .atVersions(4, 18)
                            .where("Topics[*].Partitions[*].FetchOffset", 4)
                            .willReturn(asKafka().with(FETCHED + "Records", FIRST_AT_FOUR)))
                    .failing("fetch.from-every-offset", "Fetch", "4-18")
                    .blaming("Responses[0].Partitions[0].Records")
                    .saying("at offset 4"),
            invented("K333", "a fetch does not wait")
                    .by(request("Fetch").willReturn(asKafka().asIfAsked("MaxWaitMs", 0)))
                    .failing("fetch.idle-wait-is-kept", "Fetch", "0-18")
                    .blaming("")
                    .saying("no answer to a fetch"),
            invented("K495", "all partitions have the base offset of the first")
                    .by(request("Produce")
                            .willReturn(asKafka().with("Responses[*].PartitionResponses[*].BaseOffset", 0)))
                    .failing("produce.all-partitions-answered", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses[1].BaseOffset")
                    .saying("= 1, found 0"),
            invented("K500", "after a wrong checksum, every batch is refused")
                    .by(request("Produce").atVersion(9).willReturn(asKafka().error(ErrorCode.CORRUPT_MESSAGE)))
                    .failing("produce.corrupt-batch-refused", "Produce", "9")
                    .blaming("Responses[0].PartitionResponses[0].ErrorCode")
                    .saying("0 NONE, found 2 CORRUPT_MESSAGE"),
            invented("K497", "the answer that begins a session has no partitions")
                    .by(request("Fetch")
                            .where("SessionEpoch", 0)
                            .willReturn(asKafka().without("Responses[*]")))
                    .failing("fetch.session-leaves-out-unchanged", "Fetch", "7-18")
                    .blaming("Responses")
                    .saying("an entry for every partition that was asked for"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
