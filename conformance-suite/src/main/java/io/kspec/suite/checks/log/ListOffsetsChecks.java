package io.kspec.suite.checks.log;

import static io.kspec.stage.requests.OffsetQuery.EARLIEST;
import static io.kspec.stage.requests.OffsetQuery.EARLIEST_LOCAL;
import static io.kspec.stage.requests.OffsetQuery.LATEST;
import static io.kspec.stage.requests.OffsetQuery.LATEST_TIERED;
import static io.kspec.stage.requests.OffsetQuery.MAX_TIMESTAMP;
import static io.kspec.suite.checks.log.PartitionClient.LISTED;
import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;
import static io.kspec.suite.checks.log.PartitionClient.offsetPath;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;

/** Checks of ListOffsets: where a log starts and ends, and which offset belongs to a timestamp. */
class ListOffsetsChecks {
    private static final String WITH_EPOCHS = "4+";
    private static final int FUTURE_EPOCH = 1_000;
    /** The leader epoch of a target that does not tell it. */
    private static final Integer NO_EPOCH = -1;

    @ConformanceTest(
            id = "list-offsets.latest-is-the-end",
            api = "ListOffsets",
            needs = {"CreateTopics", "Produce"},
            requirement = "The latest offset is the offset after the last record.",
            source = "message definition ListOffsetsResponse",
            why = "Lag monitors and consumers that start at the log end use this offset unchecked.",
            harm = Harm.DATA_LOST)
    void theLatestOffsetIsTheLogEnd(Case test) {
        Answer listed = filled(test).listOffsets(LATEST).expectError(LISTED + "ErrorCode", ErrorCode.NONE);
        listed.expect(offsetPath(listed), 5L);
    }

    @ConformanceTest(
            id = "list-offsets.earliest-is-the-start",
            api = "ListOffsets",
            needs = {"CreateTopics", "Produce"},
            requirement = "The earliest offset is the log start offset.",
            source = "message definition ListOffsetsResponse",
            why = "seekToBeginning goes there: Schema Registry was given a time in nanoseconds as an offset"
                    + " (SeaweedFS).",
            harm = Harm.DATA_LOST)
    void theEarliestOffsetIsTheLogStart(Case test) {
        Answer listed = filled(test).listOffsets(EARLIEST).expectError(LISTED + "ErrorCode", ErrorCode.NONE);
        listed.expect(offsetPath(listed), 0L);
    }

    @ConformanceTest(
            id = "list-offsets.empty-log",
            api = "ListOffsets",
            needs = {"CreateTopics"},
            requirement =
                    "In an empty log, the earliest and the latest offset are both 0, and at version 0 there is no other"
                            + " where one is asked for.",
            source = "message definition ListOffsetsRequest: MaxNumOffsets; measured on Apache Kafka",
            why = "A consumer of a new topic asks for these offsets first; franz-go rejects a negative one.")
    void anEmptyLogStartsAndEndsAtZero(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        for (long timestamp : new long[] {LATEST, EARLIEST}) {
            Answer listed = client.listOffsets(timestamp).expectError(LISTED + "ErrorCode", ErrorCode.NONE);
            listed.expect(offsetPath(listed), 0L);
            if (test.version() == 0) {
                listed.expectSize(LISTED + "OldStyleOffsets", 1);
            }
        }
    }

    @ConformanceTest(
            id = "list-offsets.by-timestamp",
            api = "ListOffsets",
            versions = "1+",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "A timestamp is answered with the offset and timestamp of the first record that is not older, or"
                            + " with -1 for both if there is none.",
            source = "KIP-79",
            why = "Consumers that replay from a point in time with offsetsForTimes would start at the wrong record.")
    void anOffsetIsFoundByTimestamp(Case test) {
        test.limit("Produce", Payload.WITH_TIMES);
        PartitionClient client = filled(test);
        client.listOffsets(Payload.TIMESTAMP + 2)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", 2L)
                .expect(LISTED + "Timestamp", Payload.TIMESTAMP + 2);
        client.listOffsets(Payload.TIMESTAMP - 1_000).expect(LISTED + "Offset", 0L);
        client.listOffsets(Payload.TIMESTAMP + 1_000_000)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", -1L)
                .expect(LISTED + "Timestamp", -1L);
    }

    @ConformanceTest(
            id = "list-offsets.max-timestamp",
            api = "ListOffsets",
            versions = "7+",
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement = "Timestamp -3 is answered with the offset and timestamp of the record that has the latest"
                    + " timestamp, which need not be the last record.",
            source = "KIP-734",
            why = "Tools use it to tell whether a topic is still being written to.")
    void theMaxTimestampIsFound(Case test) {
        test.limit("Produce", Payload.WITH_TIMES);
        PartitionClient client = PartitionClient.ofNewTopic(test);
        long latest = Payload.TIMESTAMP + 4;
        client.produce(Payload.numbered(2));
        client.produce(List.of(new Record(0, latest, Payload.text("latest"), Bytes.EMPTY)));
        client.produce(Payload.numbered(2));
        client.listOffsets(MAX_TIMESTAMP)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", 2L)
                .expect(LISTED + "Timestamp", latest);
    }

    @ConformanceTest(
            id = "list-offsets.unknown-partition-answered",
            api = "ListOffsets",
            needs = {"CreateTopics"},
            requirement = "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition ListOffsetsResponse; measured on Apache Kafka",
            why = "If it is missing, Sarama fails with \"response did not contain all the expected topic/partition"
                    + " blocks\".")
    void anUnknownPartitionIsReported(Case test) {
        PartitionClient known = PartitionClient.ofNewTopic(test);
        Answer listed = test.ask(
                known.connection(), ListOffsetsRequests.list(OffsetQuery.of(known.topic(), NO_SUCH_PARTITION, LATEST)));
        listed.expectSize("Topics", 1)
                .expectSize("Topics[0].Partitions", 1)
                .expect(LISTED + "PartitionIndex", NO_SUCH_PARTITION)
                .expectError(LISTED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "list-offsets.every-partition",
            api = "ListOffsets",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "In a request for several topics and partitions, every partition is answered with its own offset.",
            source = "message definition ListOffsetsResponse",
            why = "Consumers and lag monitors ask for all partitions of a broker at once; an offset of another"
                    + " partition skips records or reads them again.",
            harm = Harm.DATA_LOST)
    void everyPartitionHasItsOwnOffset(Case test) {
        List<PartitionClient> clients = SeveralPartitions.filled(test);
        Answer listed = test.ask(
                clients.get(0).connection(),
                ListOffsetsRequests.list(clients.stream()
                        .map(client -> OffsetQuery.of(client.topic(), client.partition(), LATEST))
                        .toList()));
        for (int i = 0; i < clients.size(); i++) {
            PartitionClient client = clients.get(i);
            String at = SeveralPartitions.named(listed, client);
            listed.expectError(at + "ErrorCode", ErrorCode.NONE).expect(offsetPath(listed, at), i + 1L);
        }
    }

    @ConformanceTest(
            id = "list-offsets.earliest-local",
            api = "ListOffsets",
            versions = "8+",
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement = "Of a topic without remote storage, timestamp -4 is answered with the log start offset.",
            source = "KIP-405; measured on Apache Kafka",
            why = "Tools and followers ask with it how much of a log is on the broker's own disks: all of it.")
    void withoutRemoteStorageTheWholeLogIsLocal(Case test) {
        filled(test)
                .listOffsets(EARLIEST_LOCAL)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", 0L);
    }

    @ConformanceTest(
            id = "list-offsets.nothing-tiered",
            api = "ListOffsets",
            versions = "9+",
            needs = {"CreateTopics", "Produce"},
            level = Level.SHOULD,
            requirement =
                    "Of a topic without remote storage, timestamp -5 is answered with offset -1, without an error.",
            source = "KIP-1005; measured on Apache Kafka",
            why = "Tools would report records in a remote storage that there is not.")
    void withoutRemoteStorageNothingIsTiered(Case test) {
        filled(test)
                .listOffsets(LATEST_TIERED)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", -1L);
    }

    @ConformanceTest(
            id = "list-offsets.leader-epoch",
            api = "ListOffsets",
            versions = WITH_EPOCHS,
            needs = {"CreateTopics", "Produce", "Metadata"},
            level = Level.SHOULD,
            requirement = "The leader epoch of an answer is the one that Metadata shows as long as the leader has not"
                    + " changed, or -1 if the broker does not tell.",
            source = "KIP-320; message definition ListOffsetsResponse: LeaderEpoch",
            why = "A consumer takes it for the epoch of its position, and asks with it whether the log was truncated:"
                    + " a wrong one resets its offset.")
    void anOffsetComesWithItsLeaderEpoch(Case test) {
        PartitionClient client = filled(test);
        long epoch = client.leaderEpoch();
        for (long place : new long[] {EARLIEST, Payload.TIMESTAMP + 2, LATEST}) {
            client.listOffsets(place)
                    .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                    .expect(
                            LISTED + "LeaderEpoch",
                            "is " + epoch + ", as in Metadata, or -1",
                            found -> ((Number) found).longValue() == epoch || found.equals(NO_EPOCH));
        }
    }

    @ConformanceTest(
            id = "list-offsets.leader-epoch-checked",
            api = "ListOffsets",
            versions = WITH_EPOCHS,
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "A request with a leader epoch that does not exist yet is answered with UNKNOWN_LEADER_EPOCH.",
            source = "KIP-320",
            why = "A broker that was the leader before would answer with the end of an old log, where a consumer with"
                    + " newer metadata begins.")
    void aFutureLeaderEpochIsRejected(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        OffsetQuery future = OffsetQuery.of(client.topic(), 0, LATEST).leaderEpoch(FUTURE_EPOCH);
        test.ask(client.connection(), ListOffsetsRequests.list(future))
                .expectError(LISTED + "ErrorCode", ErrorCode.UNKNOWN_LEADER_EPOCH);
    }

    private static PartitionClient filled(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(Payload.numbered(5));
        return client;
    }
}
