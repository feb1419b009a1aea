package io.kspec.suite.checks.log;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that store what they should refuse, and those for which a topic's configuration means nothing. */
final class ProduceBatchMutants implements AreaMutants {
    private static final String SENT = "TopicData[*].PartitionData[*].Records";
    private static final String PRODUCED = "Responses[*].PartitionResponses[*].";
    private static final String BLAMED = "Responses[0].PartitionResponses[0].";
    private static final String END = "Topics[0].Partitions[0].Offset";
    private static final String WITH_BATCHES = "3-13";

    private static final List<Mutant> ALL = List.of(
            invented("K431", "who waits for the leader alone is told no offset")
                    .by(request("Produce").where("Acks", 1).willReturn(asKafka().with(PRODUCED + "BaseOffset", -1)))
                    .failing("produce.acks-of-the-leader", "Produce", "0-13")
                    .blaming(BLAMED + "BaseOffset")
                    .saying("= 0, found -1"),
            invented("K432", "the error of one partition is that of all")
                    .by(request("Produce")
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION)))
                    .failing("produce.unknown-partition-spares-others", "Produce", "0-13")
                    .blaming("Responses[0].PartitionResponses[1].ErrorCode")
                    .saying("found 3 UNKNOWN_TOPIC_OR_PARTITION"),
            invented("K433", "of two batches the first one alone is stored")
                    .by(request("Produce").willReturn(asKafka().asIfAsked(SENT, batchOf(2))))
                    .failing("produce.second-batch-not-lost", "Produce", WITH_BATCHES)
                    .blaming("ListOffsets", END)
                    .saying("= 3, found 2"),
            invented("K434", "control batches are taken for others")
                    .by(request("Produce").willReturn(asKafka().asIfAsked(SENT, batchOf(1))))
                    .failing("produce.control-batch-refused", "Produce", WITH_BATCHES)
                    .blaming(BLAMED + "ErrorCode")
                    .saying("is an error, found 0 NONE"),
            invented("K434b", "after a control batch, every batch is refused")
                    .by(request("Produce").willReturn(asKafka().error(ErrorCode.INVALID_RECORD)))
                    .failing("produce.control-batch-refused", "Produce", WITH_BATCHES)
                    .blaming(BLAMED + "ErrorCode")
                    .saying("0 NONE, found 87 INVALID_RECORD"),
            invented("K435", "the log is said to start at 0 forever")
                    .by(request("Produce").willReturn(asKafka().with(PRODUCED + "LogStartOffset", 0)))
                    .failing("produce.tells-the-log-start", "Produce", "5-13")
                    .blaming(BLAMED + "LogStartOffset")
                    .saying("before which records were deleted, or -1, found 0"),
            invented("K436", "max.message.bytes of a topic is not looked at")
                    .by(request("CreateTopics").willReturn(asKafka().asIfAsked("Topics[*].Configs", List.of())))
                    .failing("produce.size-limit-of-topic", "Produce", WITH_BATCHES)
                    .blaming(BLAMED + "ErrorCode")
                    .saying("MESSAGE_TOO_LARGE, found 0 NONE"),
            invented("K437", "compacted topics take records without keys")
                    .by(request("CreateTopics").willReturn(asKafka().asIfAsked("Topics[*].Configs", List.of())))
                    .failing("produce.keyless-refused-where-compacted", "Produce", WITH_BATCHES)
                    .blaming(BLAMED + "ErrorCode")
                    .saying("is an error, found 0 NONE"),
            invented("K438", "a batch is refused without saying which record is at fault")
                    .by(request("Produce").willReturn(asKafka().without(PRODUCED + "RecordErrors[*]")))
                    .failing("produce.invalid-records-named", "Produce", "8-13")
                    .blaming(BLAMED + "RecordErrors")
                    .saying("expected 1 entry"),
            invented("K442", "in the next epoch the sequence numbers count on")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER))
                            .onNth(2))
                    .failing("produce.sequence-restarts-in-next-epoch", "Produce", "9")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 45 OUT_OF_ORDER_SEQUENCE_NUMBER"),
            invented("K443", "the epoch of a producer is not looked at")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.NONE))
                            .onNth(3))
                    .failing("produce.sequence-restarts-in-next-epoch", "Produce", "9")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("is an error, found 0 NONE"),
            invented("K444", "sequence number 2^31-1 is followed by a negative one")
                    .by(request("Produce")
                            .atVersion(9)
                            .willReturn(asKafka().with(PRODUCED + "ErrorCode", ErrorCode.OUT_OF_ORDER_SEQUENCE_NUMBER))
                            .onNth(3))
                    .failing("produce.sequence-wraps", "Produce", "9")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 45 OUT_OF_ORDER_SEQUENCE_NUMBER"),
            invented("K439", "compression.type of a topic is not looked at")
                    .by(request("CreateTopics").willReturn(asKafka().asIfAsked("Topics[*].Configs", List.of())))
                    .failing("produce.codec-of-topic", "Produce", WITH_BATCHES)
                    .blaming("Fetch", "Responses[0].Partitions[0].Records")
                    .saying("compressed with gzip, as the topic's compression.type demands"));

    private static Bytes batchOf(int records) {
        return Payload.batch(11, Payload.numbered(records));
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
