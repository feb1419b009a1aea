package io.kspec.suite.checks.log;

import static io.kspec.suite.checks.log.PartitionClient.FETCHED;
import static io.kspec.suite.checks.log.PartitionClient.PRODUCED;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Batch;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Level;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Map;

/** Checks of Produce to topics whose configuration limits or changes what is stored. */
class ConfiguredTopicChecks {
    private static final String WITH_BATCHES = "3+";
    private static final int VALUE_SIZE = 500;
    private static final int MANY = 20;
    private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

    @ConformanceTest(
            id = "produce.size-limit-of-topic",
            api = "Produce",
            versions = WITH_BATCHES,
            needs = {"CreateTopics", "ListOffsets"},
            level = Level.SHOULD,
            requirement = "A batch of exactly max.message.bytes of its topic is stored; one that is a byte larger is"
                    + " rejected with MESSAGE_TOO_LARGE, and not stored.",
            source = "Kafka's topic configuration max.message.bytes; measured on Apache Kafka",
            why = "Producers split a batch on this error. A limit for a single topic protects consumers with"
                    + " small buffers.")
    void theSizeLimitOfATopicApplies(Case test) {
        Bytes allowed = batchWithValueOf(VALUE_SIZE, test.version());
        Bytes larger = batchWithValueOf(VALUE_SIZE + 1, test.version());
        PartitionClient client =
                PartitionClient.ofNewTopic(test, Map.of("max.message.bytes", String.valueOf(allowed.size())));
        client.produce(allowed).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        client.produce(larger).expectError(PRODUCED + "ErrorCode", ErrorCode.MESSAGE_TOO_LARGE);
        client.expectEnd(1L);
    }

    private static Bytes batchWithValueOf(int size, int version) {
        return Payload.batch(version, List.of(new Record(0, Payload.TIMESTAMP, null, Bytes.wrap(new byte[size]))));
    }

    @ConformanceTest(
            id = "produce.keyless-refused-where-compacted",
            api = "Produce",
            versions = WITH_BATCHES,
            needs = {"CreateTopics", "ListOffsets"},
            level = Level.SHOULD,
            requirement = "A batch with a record without a key is refused by a compacted topic, and none of its records"
                    + " are stored.",
            source = "Kafka's documentation of log compaction; measured on Apache Kafka: INVALID_RECORD",
            why = "Compaction keeps the last record of each key: one without a key would be kept forever, or stop"
                    + " the cleaner.")
    void aCompactedTopicNeedsKeys(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test, COMPACTED);
        client.produce(Payload.numbered(1));
        PartitionClient.expectRefused(client.produce(secondOfThreeWithoutKey()));
        client.expectEnd(1L);
    }

    @ConformanceTest(
            id = "produce.invalid-records-named",
            api = "Produce",
            versions = "8+",
            needs = {"CreateTopics"},
            level = Level.SHOULD,
            requirement =
                    "If single records are the reason for which a batch is refused, such as one without a key for a"
                            + " compacted topic, the error is INVALID_RECORD, and the response names these records"
                            + " by their index.",
            source = "KIP-467; message definition ProduceResponse: RecordErrors",
            why = "The Java producer tells the application which of its records is at fault; without the index it"
                    + " blames all of them.")
    void theInvalidRecordsAreNamed(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test, COMPACTED);
        client.produce(secondOfThreeWithoutKey())
                .expectError(PRODUCED + "ErrorCode", ErrorCode.INVALID_RECORD)
                .expectSize(PRODUCED + "RecordErrors", 1)
                .expect(PRODUCED + "RecordErrors[0].BatchIndex", 1);
    }

    private static Bytes secondOfThreeWithoutKey() {
        List<Record> records = Payload.numbered(3);
        Record second = records.get(1);
        return Payload.builder(List.of(
                        records.get(0),
                        new Record(second.offset(), second.timestamp(), null, second.value()),
                        records.get(2)))
                .build()
                .bytes();
    }

    @ConformanceTest(
            id = "produce.codec-of-topic",
            api = "Produce",
            versions = WITH_BATCHES,
            needs = {"CreateTopics", "Fetch"},
            level = Level.SHOULD,
            requirement = "Batches are stored with the compression.type of their topic, whatever codec the producer"
                    + " chose, and with unchanged records.",
            source = "Kafka's topic configuration compression.type; measured on Apache Kafka",
            why = "It saves space, and serves consumers that do not know the producer's codec.")
    void theCodecOfTheTopicApplies(Case test) {
        PartitionClient client = PartitionClient.ofNewTopic(test, Map.of("compression.type", "gzip"));
        List<Record> sent = Payload.numbered(MANY);
        client.produce(Payload.batch(test.version(), sent)).expectError(PRODUCED + "ErrorCode", ErrorCode.NONE);
        Answer fetched = client.fetch(0).expectError(FETCHED + "ErrorCode", ErrorCode.NONE);
        List<CompressionType> found = PartitionClient.recordsOf(fetched).batches().stream()
                .map(Batch::compression)
                .distinct()
                .toList();
        fetched.expect(
                found.equals(List.of(CompressionType.GZIP)),
                FETCHED + "Records",
                "batches that are compressed with gzip, as the topic's compression.type demands",
                found);
        ProduceChecks.expectSame(client, sent, Payload.magic(test.version()));
    }
}
