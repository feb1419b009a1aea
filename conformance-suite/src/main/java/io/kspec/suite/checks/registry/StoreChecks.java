package io.kspec.suite.checks.registry;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Harm;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.MetadataEntries;
import io.kspec.suite.checks.log.PartitionClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Checks of the topic in which a Schema Registry keeps its schemas: what it writes there, a reader finds. */
class StoreChecks {
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    /** As many requests as a Java producer has in flight by default. */
    private static final int MOST_IN_FLIGHT = 5;

    private static final int MEDIAN = 50;
    private static final int NEARLY_ALL = 99;

    @ConformanceTest(
            id = "schema-registry.topic-verified",
            profile = "schema-registry",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            requirement =
                    "A topic created with one partition and cleanup.policy=compact has one partition in Metadata, and"
                            + " its whole configuration, asked for without naming keys, shows cleanup.policy with the value"
                            + " \"compact\".",
            source = "Confluent Schema Registry 3f828c87, KafkaStore: createSchemaTopic, verifySchemaTopic; Karapace"
                    + " 006c9818, schema_reader.py",
            why = "Confluent's registry does not start a second time, unless kafkastore.topic.skip.validation is set:"
                    + " \"Expected cleanup.policy to be 'compact' but it is\" something else. Karapace creates the topic so,"
                    + " and does not look again.")
    void theTopicReadsAsCompactedWithOnePartition(Case test) {
        String topic = RegistryStore.ofCompactedTopic(test).topic();
        Answer metadata = test.ask(MetadataRequests.topics(topic));
        String entry = MetadataEntries.topic(metadata, topic);
        metadata.expectError(entry + "ErrorCode", ErrorCode.NONE).expectSize(entry + "Partitions", 1);
        Answer described = test.ask(ConfigRequests.describe(ConfigRequests.TOPIC, topic, null))
                .expectSize("Results", 1)
                .expectError("Results[0].ErrorCode", ErrorCode.NONE);
        String policy = described
                .entry("Results[0].Configs[Name=" + RegistryStore.CLEANUP_POLICY + "]")
                .orElseThrow(() -> described.failure(
                        "Results[0].Configs", "an entry for " + RegistryStore.CLEANUP_POLICY, "none"));
        described.expect(policy + "Value", RegistryStore.COMPACT);
    }

    @ConformanceTest(
            id = "schema-registry.marker-comes-back",
            profile = "schema-registry",
            needs = {"CreateTopics", "Metadata", "Produce", "Fetch", "ListOffsets"},
            requirement =
                    "The markers and deletions of a registry are read with the key and the value with which they were"
                            + " produced: a value that is null stays null, one that is empty stays empty.",
            source = "Confluent Schema Registry 3f828c87, KafkaStore: getLatestOffset writes a NOOP without a value;"
                    + " Karapace 3dd7d7f0, messaging.py: deletions have an empty value",
            why =
                    "The reader recognizes a marker by the bytes of its key, and a deletion by its null value: SeaweedFS stored"
                            + " null as an empty value, and deleted schemas came back.",
            harm = Harm.DATA_LOST)
    void markersAndDeletionsComeBackAsTheyAre(Case test) {
        RegistryStore store = RegistryStore.ofNewTopic(test);
        store.write(RegistryRecords.noop());
        store.write(RegistryRecords.schema(1));
        store.write(RegistryRecords.schema(2));
        store.write(RegistryRecords.deletion(1, null));
        store.write(RegistryRecords.deletion(2, Bytes.EMPTY));
        store.write(RegistryRecords.noop(Bytes.EMPTY));
        store.reader("reader").expectAll();
    }

    @ConformanceTest(
            id = "schema-registry.end-is-what-was-written",
            profile = "schema-registry",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement =
                    "Once a marker is acknowledged with acks=all, every client is told an end of the topic behind it:"
                            + " the offset in the answer to Produce plus 1.",
            source = "Confluent Schema Registry 3f828c87, KafkaStore: waitUntilKafkaReaderReachesLastOffset; Karapace"
                    + " 006c9818, schema_reader.py: _is_ready",
            why =
                    "Karapace is ready when it has read up to this end. If it is too low, it answers that schemas do not exist;"
                            + " if it is too high, it never gets ready.",
            harm = Harm.CLIENTS_HANG)
    void theEndIsBehindWhatWasWritten(Case test) {
        RegistryStore store = RegistryStore.ofNewTopic(test);
        StoreReader other = store.reader("reader");
        for (Record record : List.of(RegistryRecords.noop(), RegistryRecords.schema(1), RegistryRecords.noop())) {
            long offset = store.write(record);
            Answer end = other.askEnd();
            end.expect(
                    PartitionClient.offsetPath(end),
                    "= " + (offset + 1) + ", behind the record that Produce acknowledged at offset " + offset,
                    found -> (long) found == offset + 1);
        }
    }

    @ConformanceTest(
            id = "schema-registry.ten-registered-ten-found",
            profile = "schema-registry",
            api = "Fetch",
            needs = {"CreateTopics", "Metadata", "Produce", "ListOffsets"},
            requirement =
                    "Of ten schemas that were produced with acks=all, between two markers, a reader that starts at the"
                            + " beginning finds ten with the same keys and values, and so does a reader that is started anew.",
            source = "Confluent Schema Registry 3f828c87, KafkaStore and KafkaStoreReaderThread; Karapace 006c9818,"
                    + " schema_reader.py",
            why =
                    "Ten of ten were registered and none was found: the broker read from the wrong place, and the registry"
                            + " answered \"Subject not found\" (SeaweedFS).",
            harm = Harm.DATA_LOST)
    void whatWasRegisteredIsFound(Case test) {
        RegistryStore store = RegistryStore.ofNewTopic(test);
        store.write(RegistryRecords.noop());
        store.register(FEW);
        store.write(RegistryRecords.noop());
        store.reader("reader").expectAll();
        store.reader("restarted-reader").expectAll();
    }

    @ConformanceTest(
            id = "schema-registry.last-per-key-counts",
            profile = "schema-registry",
            needs = {"CreateTopics", "Metadata", "Produce", "Fetch", "ListOffsets"},
            requirement =
                    "If records with the same key were produced one after the other, the last of them is there, and is"
                            + " read after the others.",
            source = "Kafka's documentation, Log Compaction; Confluent Schema Registry, KafkaStoreReaderThread",
            why =
                    "The registry keeps the last record of each key: it would show a schema that was changed or deleted since.",
            harm = Harm.DATA_LOST)
    void theLastRecordOfAKeyCounts(Case test) {
        RegistryStore store = RegistryStore.ofCompactedTopic(test);
        for (String text : List.of("\"string\"", "\"int\"", "\"long\"")) {
            for (int id = 1; id <= 2; id++) {
                store.write(RegistryRecords.schema(id, text));
            }
        }
        store.write(RegistryRecords.deletion(1, null));
        store.reader("reader").expectAll();
    }

    @ConformanceTest(
            id = "schema-registry.thousand-registered",
            profile = "schema-registry",
            alone = true,
            needs = {"CreateTopics", "Metadata", "Produce", "Fetch", "ListOffsets"},
            requirement =
                    "Of a thousand schemas that were produced with acks=all, each in a request of its own, a new reader"
                            + " finds a thousand. How fast is measured and reported.",
            source = "Confluent Schema Registry 3f828c87, KafkaStore: acks -1, no idempotence, no retries",
            why =
                    "SeaweedFS's buffers were reused while records were still in them: some came back with the bytes of others.",
            harm = Harm.DATA_LOST)
    void aThousandSchemasAreFound(Case test) {
        RegistryStore store = RegistryStore.ofCompactedTopic(test);
        List<Record> schemas =
                IntStream.rangeClosed(1, MANY).mapToObj(RegistryRecords::schema).toList();
        long begun = System.nanoTime();
        List<Answer> answers = store.writeAll(schemas, MOST_IN_FLIGHT);
        double seconds = secondsSince(begun);
        test.measure("registered, " + MOST_IN_FLIGHT + " requests in flight", MANY / seconds, "schemas/s");
        List<Duration> latencies = answers.stream().map(Answer::took).sorted().toList();
        test.measure("until acknowledged, median", percentile(latencies, MEDIAN), "ms");
        test.measure("until acknowledged, 99th percentile", percentile(latencies, NEARLY_ALL), "ms");
        begun = System.nanoTime();
        store.reader("reader").expectAll();
        test.measure("read back and compared", MANY / secondsSince(begun), "schemas/s");
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    private static double percentile(List<Duration> sorted, int percent) {
        return sorted.get(sorted.size() * percent / 100).toNanos() / 1e6;
    }
}
