package io.kspec.suite.checks.log;

import static io.kspec.stage.requests.OffsetQuery.MAX_TIMESTAMP;
import static io.kspec.suite.checks.log.PartitionClient.LISTED;
import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ListOffsetsRequests;
import io.kspec.stage.requests.OffsetQuery;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.ArrayList;
import java.util.List;

/** Checks of ListOffsets: which record belongs to a time, in logs whose times are neither in one batch nor in order. */
class TimeLookupChecks {
    private static final String WITH_TIMES = "1+";

    @ConformanceTest(
            id = "list-offsets.time-across-batches",
            api = "ListOffsets",
            versions = WITH_TIMES,
            needs = {"CreateTopics", "Produce"},
            requirement =
                    "The record for a time is the first one in the log that is not older, in whichever batch it is,"
                            + " also if records are not in the order of their times.",
            source = "KIP-79",
            why = "Consumers that replay from a point in time would miss records, or read a whole log again.",
            harm = Harm.DATA_LOST)
    void theRecordIsFoundInAnyBatch(Case test) {
        test.limit("Produce", Payload.WITH_TIMES);
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(records(10, 30, 20));
        client.produce(records(40, 40));
        client.produce(records(50));
        expectFound(client.listOffsets(at(15)), LISTED, 1, 30);
        expectFound(client.listOffsets(at(25)), LISTED, 1, 30);
        expectFound(client.listOffsets(at(31)), LISTED, 3, 40);
        expectFound(client.listOffsets(at(41)), LISTED, 5, 50);
    }

    @ConformanceTest(
            id = "list-offsets.time-in-compressed-batch",
            api = "ListOffsets",
            versions = WITH_TIMES,
            needs = {"CreateTopics", "Produce"},
            requirement = "The record for a time is found inside of a compressed batch too.",
            source = "KIP-79; measured on Apache Kafka",
            why = "A broker that looks only at the headers of batches sends a consumer to the start of the batch,"
                    + " or past its end.")
    void theRecordIsFoundInACompressedBatch(Case test) {
        test.limit("Produce", Payload.WITH_TIMES);
        PartitionClient client = PartitionClient.ofNewTopic(test);
        client.produce(records(0));
        client.produce(Payload.batch(test.version("Produce"), CompressionType.GZIP, records(10, 11, 12, 13)))
                .expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        expectFound(client.listOffsets(at(12)), LISTED, 3, 12);
    }

    @ConformanceTest(
            id = "list-offsets.every-partition-by-time",
            api = "ListOffsets",
            versions = WITH_TIMES,
            needs = {"CreateTopics", "Produce"},
            requirement = "In a request with another time for each partition, every partition is answered with its own"
                    + " record for its own time.",
            source = "KIP-79; message definition ListOffsetsRequest: Timestamp",
            why = "offsetsForTimes takes a time per partition, and asks a broker for all of them at once.")
    void everyPartitionHasItsOwnTime(Case test) {
        test.limit("Produce", Payload.WITH_TIMES);
        List<PartitionClient> both = SeveralPartitions.twoOfOneLeader(test);
        PartitionClient one = both.get(0);
        PartitionClient other = both.get(1);
        one.produce(records(1, 2, 3));
        other.produce(records(10, 20, 30, 40));
        Answer listed = test.ask(
                one.connection(),
                ListOffsetsRequests.list(
                        OffsetQuery.of(one.topic(), one.partition(), at(2)),
                        OffsetQuery.of(other.topic(), other.partition(), at(31))));
        expectFound(listed, SeveralPartitions.named(listed, one), 1, 2);
        expectFound(listed, SeveralPartitions.named(listed, other), 3, 40);
    }

    @ConformanceTest(
            id = "list-offsets.max-timestamp-of-empty-log",
            api = "ListOffsets",
            versions = "7+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement = "In an empty log there is no record with the latest timestamp: offset and timestamp are -1,"
                    + " without an error.",
            source = "KIP-734; measured on Apache Kafka",
            why = "Tools that ask all partitions for their latest timestamp skip those with -1, and fail on an"
                    + " error.")
    void anEmptyLogHasNoLatestTimestamp(Case test) {
        PartitionClient.ofNewTopic(test)
                .listOffsets(MAX_TIMESTAMP)
                .expectError(LISTED + "ErrorCode", ErrorCode.NONE)
                .expect(LISTED + "Offset", -1L)
                .expect(LISTED + "Timestamp", -1L);
    }

    /** A batch of records at these times, in milliseconds after {@link Payload#TIMESTAMP}. */
    private static List<Record> records(int... times) {
        List<Record> records = new ArrayList<>();
        for (int time : times) {
            int offset = records.size();
            records.add(new Record(offset, at(time), Payload.text("key-" + offset), Payload.text("at " + time)));
        }
        return records;
    }

    private static long at(int time) {
        return Payload.TIMESTAMP + time;
    }

    /**
     * Expects a partition to be answered with a record.
     *
     * @param path that of the partition
     */
    private static void expectFound(Answer listed, String path, long offset, int time) {
        listed.expectError(path + "ErrorCode", ErrorCode.NONE)
                .expect(path + "Offset", offset)
                .expect(path + "Timestamp", at(time));
    }
}
