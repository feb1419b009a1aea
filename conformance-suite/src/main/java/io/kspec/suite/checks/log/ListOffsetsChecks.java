package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.LISTED;
import static io.kspec.suite.checks.log.PartitionClient.offsetPath;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of ListOffsets: where a log begins and ends, and what lies at a time. */
class ListOffsetsChecks {
    private static final long LATEST = -1;
    private static final long EARLIEST = -2;
    private static final long MAX_TIMESTAMP = -3;

    @ConformanceTest(
            id = "list-offsets.latest-is-the-end",
            api = "ListOffsets",
            needs = {"CreateTopics", "Produce"},
            requirement = "The latest offset is the one after the last record, and bears no timestamp: -1.",
            source = "message definition ListOffsetsResponse",
            why = "Consumers that start at the end, and lag monitors, take it as it stands.")
    void theLatestIsTheEnd(Case it) {
        Answer listed = filled(it).listOffsets(LATEST).expectError(LISTED + "ErrorCode", ErrorCode.NONE);
        listed.expect(offsetPath(listed), 5L);
        if (it.version() >= 1) {
            listed.expect(LISTED + "Timestamp", -1L);
        }
    }

    @ConformanceTest(
            id = "list-offsets.earliest-is-the-start",
            api = "ListOffsets",
            needs = {"CreateTopics", "Produce"},
            requirement = "The earliest offset is where the log starts.",
            source = "message definition ListOffsetsResponse",
            why =
                    "seekToBeginning goes there: a Schema Registry was given a time in nanoseconds for an offset (SeaweedFS).")
    void theEarliestIsTheStart(Case it) {
        Answer listed = filled(it).listOffsets(EARLIEST).expectError(LISTED + "ErrorCode", ErrorCode.NONE);
        listed.expect(offsetPath(listed), 0L);
    }

    @ConformanceTest(
            id = "list-offsets.empty-log",
            api = "ListOffsets",
            needs = {"CreateTopics"},
            requirement = "Of an empty log, the earliest and the latest offset are 0.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A consumer of a new topic begins with this question; franz-go refuses a negative offset.")
    void anEmptyLogBeginsAndEndsAt0(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        for (long timestamp : new long[] {LATEST, EARLIEST}) {
            Answer listed = client.listOffsets(timestamp).expectError(LISTED + "ErrorCode", ErrorCode.NONE);
            listed.expect(offsetPath(listed), 0L);
        }
    }

    @ConformanceTest(
            id = "list-offsets.by-timestamp",
            api = "ListOffsets",
            versions = "1+",
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "The offset of a time is that of the first record which is not older, with that record's time; -1"
                            + " where there is none.",
            source = "KIP-79",
            why = "offsetsForTimes replays from an hour ago, or from nowhere.")
    void anOffsetIsFoundByTime(Case it) {
        PartitionClient client = filled(it);
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
            requirement = "Asked for the time -3, it answers with the record that has the latest time.",
            source = "KIP-734",
            why = "Tools tell by it whether a topic is still written to.")
    void theLatestTimeIsFound(Case it) {
        filled(it)
                .listOffsets(MAX_TIMESTAMP)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", 4L)
                .expect(LISTED + "Timestamp", Payload.TIMESTAMP + 4);
    }

    @ConformanceTest(
            id = "list-offsets.unknown-partition-answered",
            api = "ListOffsets",
            needs = {"CreateTopics"},
            requirement = "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition ListOffsetsResponse; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Sarama: \"response did not contain all the expected topic/partition blocks\" where it is left out.")
    void anUnknownPartitionIsAnswered(Case it) {
        PartitionClient known = PartitionClient.ofNewTopic(it);
        Answer listed = it.ask(known.connection(), "ListOffsets", body -> body.set("ReplicaId", -1)
                .add("Topics", data -> data.set("Name", known.topic())
                        .add("Partitions", entry -> entry.set("PartitionIndex", 9)
                                .set("Timestamp", LATEST)
                                .setIfPresent("MaxNumOffsets", 1))));
        listed.expectSize("Topics", 1)
                .expectSize("Topics[0].Partitions", 1)
                .expect(LISTED + "PartitionIndex", 9)
                .expectError(LISTED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    private static PartitionClient filled(Case it) {
        PartitionClient client = PartitionClient.ofNewTopic(it);
        client.produce(Payload.numbered(5));
        return client;
    }
}
