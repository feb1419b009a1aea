package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.log.PartitionClient.NO_SUCH_PARTITION;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.LogRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import io.kspec.suite.checks.log.SeveralPartitions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checks of DeleteRecords: where the log starts afterwards. */
class DeleteRecordsChecks {
    private static final int RECORDS = 5;
    /** In the middle of the batch. */
    private static final long START = 3;
    /** The offset that stands for the high watermark. */
    private static final long END = -1;

    /** What Fetch returns as the start of the log by default. */
    private static final long NO_START = -1;

    private static final String DELETED = "Topics[0].Partitions[0].";
    private static final Versions LIST_WITH_TIMES = new Versions(1, Short.MAX_VALUE);
    private static final Versions FETCH_WITH_LOG_START = new Versions(5, Short.MAX_VALUE);

    @ConformanceTest(
            id = "delete-records.tells-the-low-watermark",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce"},
            requirement = "The offset before which records were deleted is returned as the low watermark.",
            source = "KIP-107",
            why = "kafka-delete-records prints it as the proof that the records are gone.")
    void theLowWatermarkIsReturned(Case test) {
        delete(test, filled(test), START).expect(DELETED + "LowWatermark", START);
    }

    @ConformanceTest(
            id = "delete-records.earliest-follows",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement = "The earliest offset is afterwards the one before which records were deleted, and the latest"
                    + " stays.",
            source = "KIP-107",
            why = "Consumers that begin at the start of the log would ask for records that are gone.")
    void theEarliestOffsetFollows(Case test) {
        PartitionClient log = filled(test);
        delete(test, log, START);
        expectListed(log, OffsetQuery.EARLIEST, START);
        expectListed(log, OffsetQuery.LATEST, RECORDS);
    }

    @ConformanceTest(
            id = "delete-records.time-finds-what-remains",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement = "The offset of a time before all records is that of the first record that remains.",
            source = "KIP-107, KIP-79; measured on Apache Kafka",
            why = "Consumers that begin at a time would ask for records that are gone, and reset their offsets.")
    void aTimeFindsTheFirstRemainingRecord(Case test) {
        test.limit("ListOffsets", LIST_WITH_TIMES).limit("Produce", Payload.WITH_TIMES);
        PartitionClient log = filled(test);
        delete(test, log, START);
        expectListed(log, Payload.TIMESTAMP, START);
    }

    @ConformanceTest(
            id = "delete-records.fetch-below-refused",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "Fetch"},
            requirement =
                    "A fetch from below the new start is rejected with OFFSET_OUT_OF_RANGE, and one from the start"
                            + " returns the records that remain.",
            source = "KIP-107",
            why = "Consumers would read records that an operator had removed, or none at all.")
    void aFetchBelowTheStartIsRejected(Case test) {
        PartitionClient log = filled(test);
        delete(test, log, START);
        log.fetch(START - 1).expectError(PartitionClient.FETCHED + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
        Answer fetched = log.fetch(START).expectError(PartitionClient.FETCHED + "ErrorCode", ErrorCode.NONE);
        List<Long> offsets = PartitionClient.recordsIn(fetched).stream()
                .map(Record::offset)
                .filter(offset -> offset >= START)
                .toList();
        fetched.expect(
                offsets.equals(List.of(START, START + 1)),
                PartitionClient.FETCHED + "Records",
                "records at offsets " + START + " and " + (START + 1),
                offsets);
    }

    @ConformanceTest(
            id = "delete-records.fetch-tells-the-start",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "Fetch"},
            requirement = "From version 5 on, Fetch returns the new start of the log, or -1, but not the former start.",
            source = "KIP-107; message definition FetchResponse: LogStartOffset",
            why = "The Java consumer's records-lead metric, which warns of records that are deleted unread,"
                    + " would be wrong (pg_kafka).")
    void fetchReturnsTheNewStart(Case test) {
        test.limit("Fetch", FETCH_WITH_LOG_START);
        PartitionClient log = filled(test);
        delete(test, log, START);
        log.fetch(RECORDS)
                .expectError(PartitionClient.FETCHED + "ErrorCode", ErrorCode.NONE)
                .expect(
                        PartitionClient.FETCHED + "LogStartOffset",
                        "is " + START + ", or -1 for none",
                        start -> start.equals(START) || start.equals(NO_START));
    }

    @ConformanceTest(
            id = "delete-records.minus-one-deletes-all",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement = "Offset -1 deletes all records up to the high watermark, and the next record gets the offset"
                    + " after the last one.",
            source = "message definition DeleteRecordsRequest: -1 is the high watermark; KIP-107",
            why = "Offsets that are given twice make consumers skip the new records.")
    void minusOneMeansTheHighWatermark(Case test) {
        PartitionClient log = filled(test);
        delete(test, log, END).expect(DELETED + "LowWatermark", RECORDS);
        expectListed(log, OffsetQuery.EARLIEST, RECORDS);
        log.produce(Payload.numbered(1)).expect(PartitionClient.PRODUCED + "BaseOffset", RECORDS);
    }

    @ConformanceTest(
            id = "delete-records.beyond-the-end-refused",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement = "An offset beyond the high watermark is rejected with OFFSET_OUT_OF_RANGE, and no record is"
                    + " deleted.",
            source = "KIP-107",
            why = "A typing error would empty the log, or leave a gap in its offsets.")
    void anOffsetBeyondTheEndIsRejected(Case test) {
        PartitionClient log = filled(test);
        ask(test, log, 0, RECORDS + 1).expectError(DELETED + "ErrorCode", ErrorCode.OFFSET_OUT_OF_RANGE);
        expectListed(log, OffsetQuery.EARLIEST, 0);
    }

    @ConformanceTest(
            id = "delete-records.start-does-not-go-back",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce"},
            requirement = "An offset below the start of the log deletes nothing, and the low watermark stays.",
            source = "KIP-107; measured on Apache Kafka",
            why = "Kafka Streams deletes repeatedly; a start that goes back shows records which are gone.")
    void theStartDoesNotGoBack(Case test) {
        PartitionClient log = filled(test);
        delete(test, log, START);
        delete(test, log, START - 2).expect(DELETED + "LowWatermark", START);
    }

    @ConformanceTest(
            id = "delete-records.every-partition",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement = "In a request for several partitions, each loses the records before its own offset, and is"
                    + " answered with its own low watermark.",
            source = "KIP-107; message definition DeleteRecordsResponse",
            why = "kafka-delete-records and Kafka Streams name all partitions in one request: those of the others would"
                    + " stay, or lose too much.")
    void everyPartitionHasItsOwnStart(Case test) {
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        both.forEach(log -> log.produce(Payload.numbered(RECORDS)));
        PartitionClient first = both.get(0);
        PartitionClient second = both.get(1);
        Answer deleted = test.ask(
                first.connection(),
                LogRequests.deleteRecords(Map.of(
                        first.topic(),
                        new TreeMap<>(Map.of(first.partition(), START, second.partition(), START + 1)))));
        expectStart(deleted, first, START);
        expectStart(deleted, second, START + 1);
    }

    private static void expectStart(Answer deleted, PartitionClient log, long start) {
        String at = SeveralPartitions.named(deleted, log);
        deleted.expectError(at + "ErrorCode", ErrorCode.NONE).expect(at + "LowWatermark", start);
        expectListed(log, OffsetQuery.EARLIEST, start);
    }

    @ConformanceTest(
            id = "delete-records.unknown-partition-answered",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata"},
            requirement = "A partition that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "message definition DeleteRecordsResponse; measured on Apache Kafka",
            why =
                    "If it is missing, the Java admin client fails with \"did not contain a result for topic partition\".")
    void anUnknownPartitionIsReported(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        ask(test, log, NO_SUCH_PARTITION, END).expectError(DELETED + "ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "delete-records.compacted-refused",
            api = "DeleteRecords",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "Records of a topic that is only compacted are not deleted: POLICY_VIOLATION.",
            source = "KIP-107; measured on Apache Kafka",
            why = "The last value of each key is what such a topic is for; kafka-delete-records would remove it.")
    void recordsOfACompactedTopicAreKept(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test, Map.of(TopicConfigs.CLEANUP_POLICY, "compact"));
        ask(test, log, 0, END).expectError(DELETED + "ErrorCode", ErrorCode.POLICY_VIOLATION);
    }

    private static PartitionClient filled(Case test) {
        PartitionClient log = PartitionClient.ofNewTopic(test);
        log.produce(Payload.numbered(RECORDS));
        return log;
    }

    private static Answer delete(Case test, PartitionClient log, long offset) {
        return ask(test, log, 0, offset).expectError(DELETED + "ErrorCode", ErrorCode.NONE);
    }

    private static Answer ask(Case test, PartitionClient log, int partition, long offset) {
        return test.ask(log.connection(), LogRequests.deleteRecords(log.topic(), partition, offset))
                .expectSize("Topics", 1)
                .expect("Topics[0].Name", log.topic())
                .expectSize("Topics[0].Partitions", 1)
                .expect(DELETED + "PartitionIndex", partition);
    }

    private static void expectListed(PartitionClient log, long query, long offset) {
        Answer listed = log.listOffsets(query).expectError(PartitionClient.LISTED + "ErrorCode", ErrorCode.NONE);
        listed.expect(PartitionClient.offsetPath(listed), offset);
    }
}
