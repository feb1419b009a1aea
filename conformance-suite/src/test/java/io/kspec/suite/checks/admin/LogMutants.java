package io.kspec.suite.checks.admin;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.checks.log.Payload;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that delete records and offsets wrongly, or tell wrongly where partitions are. */
final class LogMutants implements AreaMutants {
    private static final String PARTITION = "Topics[*].Partitions[*].";
    private static final String BLAMED = "Topics[0].Partitions[0].";
    private static final String FETCHED = "Responses[*].Partitions[*].";

    private static final List<Mutant> ALL = List.of(
            mutant("P31", "Fetch says that every log starts at 0", "pg_kafka RV-10 #81")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "LogStartOffset", 0)))
                    .failing("delete-records.fetch-tells-the-start", "DeleteRecords", "0-2")
                    .blaming("Fetch", "Responses[0].Partitions[0].LogStartOffset")
                    .saying("is 3, or -1 for none, found 0"),
            invented("K278", "no low watermark is returned")
                    .by(request("DeleteRecords").willReturn(asKafka().with(PARTITION + "LowWatermark", -1)))
                    .failing("delete-records.tells-the-low-watermark", "DeleteRecords", "0-2")
                    .blaming(BLAMED + "LowWatermark")
                    .saying("= 3, found -1"),
            invented("K279", "records are not deleted")
                    .by(request("DeleteRecords").willReturn(asKafka().asIfAsked(PARTITION + "Offset", 0)))
                    .failing("delete-records.earliest-follows", "DeleteRecords", "0-2")
                    .blaming("ListOffsets", BLAMED + "Offset")
                    .saying("= 3, found 0"),
            invented("K279b", "a time finds records that are gone")
                    .by(request("ListOffsets")
                            .where(PARTITION + "Timestamp", Payload.TIMESTAMP)
                            .willReturn(asKafka().with(PARTITION + "Offset", 0)))
                    .failing("delete-records.time-finds-what-remains", "DeleteRecords", "0-2")
                    .blaming("ListOffsets", BLAMED + "Offset")
                    .saying("= 3, found 0"),
            invented("K280", "deleted records can be fetched")
                    .by(request("Fetch").willReturn(asKafka().with(FETCHED + "ErrorCode", ErrorCode.NONE)))
                    .failing("delete-records.fetch-below-refused", "DeleteRecords", "0-2")
                    .blaming("Fetch", "Responses[0].Partitions[0].ErrorCode")
                    .saying("OFFSET_OUT_OF_RANGE, found 0 NONE"),
            invented("K281", "the offset -1 deletes nothing")
                    .by(request("DeleteRecords")
                            .where(PARTITION + "Offset", -1)
                            .willReturn(asKafka().asIfAsked(PARTITION + "Offset", 0)))
                    .failing("delete-records.minus-one-deletes-all", "DeleteRecords", "0-2")
                    .blaming(BLAMED + "LowWatermark")
                    .saying("= 5, found 0"),
            invented("K282", "the offsets of an emptied log begin again")
                    .by(request("Produce")
                            .willReturn(asKafka().with("Responses[*].PartitionResponses[*].BaseOffset", 0)))
                    .failing("delete-records.minus-one-deletes-all", "DeleteRecords", "0-2")
                    .blaming("Produce", "Responses[0].PartitionResponses[0].BaseOffset")
                    .saying("= 5, found 0"),
            invented("K283", "an offset beyond the end deletes everything")
                    .by(request("DeleteRecords")
                            .where(PARTITION + "Offset", 6)
                            .willReturn(asKafka().asIfAsked(PARTITION + "Offset", -1)))
                    .failing("delete-records.beyond-the-end-refused", "DeleteRecords", "0-2")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("OFFSET_OUT_OF_RANGE, found 0 NONE"),
            invented("K283b", "an offset beyond the end is refused, but deletes everything")
                    .by(request("DeleteRecords")
                            .where(PARTITION + "Offset", 6)
                            .willReturn(asKafka()
                                    .asIfAsked(PARTITION + "Offset", -1)
                                    .with(PARTITION + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE)))
                    .failing("delete-records.beyond-the-end-refused", "DeleteRecords", "0-2")
                    .blaming("ListOffsets", BLAMED + "Offset")
                    .saying("= 0, found 5"),
            invented("K284", "a lower offset sets the start of the log back")
                    .by(request("DeleteRecords")
                            .where(PARTITION + "Offset", 1)
                            .willReturn(asKafka().with(PARTITION + "LowWatermark", 1)))
                    .failing("delete-records.start-does-not-go-back", "DeleteRecords", "0-2")
                    .blaming(BLAMED + "LowWatermark")
                    .saying("= 3, found 1"),
            invented("K441", "the offset of one partition holds for all")
                    .by(request("DeleteRecords").willReturn(asKafka().asIfAsked(PARTITION + "Offset", 3)))
                    .failing("delete-records.every-partition", "DeleteRecords", "0-2")
                    .blaming("Topics[0].Partitions[1].LowWatermark")
                    .saying("= 4, found 3"),
            invented("K285", "an unknown partition is left out")
                    .by(request("DeleteRecords").willReturn(asKafka().without("Topics[*].Partitions[ErrorCode=3]")))
                    .failing("delete-records.unknown-partition-answered", "DeleteRecords", "0-2")
                    .blaming("Topics[0].Partitions")
                    .saying("expected 1 entry"),
            invented("K286", "records of a compacted topic are deleted")
                    .by(request("DeleteRecords").willReturn(asKafka().with(PARTITION + "ErrorCode", ErrorCode.NONE)))
                    .failing("delete-records.compacted-refused", "DeleteRecords", "0-2")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("POLICY_VIOLATION, found 0 NONE"),
            invented("K287", "only the first partition of a topic is in a directory")
                    .by(request("DescribeLogDirs")
                            .willReturn(asKafka().without("Results[*].Topics[*].Partitions[PartitionIndex=1]")))
                    .failing("describe-log-dirs.topic-is-shown", "DescribeLogDirs", "0-5")
                    .blaming("Results")
                    .saying("partition 1 of"),
            invented("K288", "all partitions of a topic are shown, whichever were asked for")
                    .by(request("DescribeLogDirs")
                            .willReturn(asKafka().asIfAsked("Topics[*].Partitions", List.of(0, 1))))
                    .failing("describe-log-dirs.only-asked-partitions", "DescribeLogDirs", "0-5")
                    .blaming("Results[0].Topics[0].Partitions")
                    .saying("nothing but partition 0"),
            invented("K289", "null means no topics")
                    .by(request("DescribeLogDirs")
                            .where("Topics", null)
                            .willReturn(asKafka().asIfAsked("Topics", List.of())))
                    .failing("describe-log-dirs.null-means-all-topics", "DescribeLogDirs", "0-5")
                    .blaming("Results")
                    .saying("an entry for partition 0"),
            invented("K290", "every partition has the size 0")
                    .by(request("DescribeLogDirs")
                            .willReturn(asKafka().with("Results[*].Topics[*].Partitions[*].PartitionSize", 0)))
                    .failing("describe-log-dirs.size-grows", "DescribeLogDirs", "0-5")
                    .blaming("Results[0].Topics[0].Partitions[0].PartitionSize")
                    .saying("is more than 0, found 0"),
            invented("K905", "every replica is on the move")
                    .by(request("DescribeLogDirs")
                            .willReturn(asKafka().with("Results[*].Topics[*].Partitions[*].IsFutureKey", true)))
                    .failing("describe-log-dirs.everything-once", "DescribeLogDirs", "0-5")
                    .blaming("Results[0].Topics[0].Partitions[0].IsFutureKey")
                    .saying("= false, found true"),
            invented("K291", "a replica can be moved to a directory that does not exist")
                    .by(request("AlterReplicaLogDirs")
                            .willReturn(asKafka().with("Results[*].Partitions[*].ErrorCode", ErrorCode.NONE)))
                    .failing("alter-replica-log-dirs.unknown-directory-refused", "AlterReplicaLogDirs", "0-2")
                    .blaming("Results[0].Partitions[0].ErrorCode")
                    .saying("LOG_DIR_NOT_FOUND, found 0 NONE"),
            invented("K292", "offsets are not deleted")
                    .by(request("OffsetDelete")
                            .willReturn(asKafka()
                                    .asIfAsked(PARTITION + "PartitionIndex", NO_SUCH_PARTITION)
                                    .with(PARTITION + "PartitionIndex", 0)
                                    .with(PARTITION + "ErrorCode", ErrorCode.NONE)))
                    .failing("offset-delete.offset-is-gone", "OffsetDelete", "0")
                    .blaming("OffsetFetch", "Groups[0].Topics[0].Partitions[0].CommittedOffset")
                    .saying("= -1, found 7"),
            invented("K488", "offsets of partitions that do not exist are deleted")
                    .by(request("OffsetDelete").willReturn(asKafka().with(PARTITION + "ErrorCode", ErrorCode.NONE)))
                    .failing("offset-delete.unknown-partition-spares-others", "OffsetDelete", "0")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("UNKNOWN_TOPIC_OR_PARTITION, found 0 NONE"),
            invented("K293", "offsets of a subscribed topic are deleted")
                    .by(request("OffsetDelete").willReturn(asKafka().with(PARTITION + "ErrorCode", ErrorCode.NONE)))
                    .failing("offset-delete.subscribed-topic-refused", "OffsetDelete", "0")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("GROUP_SUBSCRIBED_TO_TOPIC, found 0 NONE"),
            invented("K294", "a group that is in use keeps the offsets of all topics")
                    .by(request("OffsetDelete")
                            .willReturn(asKafka().with(PARTITION + "ErrorCode", ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC)))
                    .failing("offset-delete.other-topic-of-a-live-group", "OffsetDelete", "0")
                    .blaming(BLAMED + "ErrorCode")
                    .saying("found 86 GROUP_SUBSCRIBED_TO_TOPIC"),
            invented("K295", "offsets of a group that does not exist are deleted")
                    .by(request("OffsetDelete").willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("offset-delete.unknown-group-refused", "OffsetDelete", "0")
                    .blaming("ErrorCode")
                    .saying("GROUP_ID_NOT_FOUND, found 0 NONE"),
            invented("K493", "no partitions are shown, whichever were asked for")
                    .by(request("DescribeLogDirs").willReturn(asKafka().without("Results[*].Topics[*]")))
                    .failing("describe-log-dirs.only-asked-partitions", "DescribeLogDirs", "0-5")
                    .blaming("Results")
                    .saying("partition 0 of"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
