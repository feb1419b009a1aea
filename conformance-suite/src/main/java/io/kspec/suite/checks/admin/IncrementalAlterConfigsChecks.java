package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.admin.TopicConfigs.BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.CLEANUP_POLICY;
import static io.kspec.suite.checks.admin.TopicConfigs.HOURS;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_MS;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.Record;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.PartitionClient;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks of IncrementalAlterConfigs, which changes single values of a topic. */
class IncrementalAlterConfigsChecks {
    /** A configuration of brokers that would do no harm if a target stored it although it is only to validate it. */
    private static final String HARMLESS = "log.cleaner.backoff.ms";

    private static final int SIZE = 2_000;

    @ConformanceTest(
            id = "incremental-alter-configs.sets",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement =
                    "A value that is set for a topic is described at once or soon after, and the other values stay"
                            + " as they were.",
            source = "KIP-339",
            why = "kafka-configs --alter would silently remove what was configured before, as AlterConfigs does.")
    void aValueIsSetAndOthersStay(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        ask(test, configs, Change.set(RETENTION_BYTES, BYTES));
        Answer changed = configs.await(RETENTION_BYTES, BYTES);
        TopicConfigs.expectValue(changed, RETENTION_MS, HOURS);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.delete-restores-the-default",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A value that is deleted goes back to its default.",
            source = "KIP-339: DELETE reverts the configuration to the default value",
            why = "Operators could not undo a setting.")
    void aDeletedValueGoesBackToItsDefault(Case test) {
        String usual = TopicConfigs.value(TopicConfigs.ofNewTopic(test).describe(), RETENTION_MS);
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        ask(test, configs, Change.delete(RETENTION_MS));
        Answer changed = configs.await(RETENTION_MS, usual);
        if (changed.body().id().version() >= TopicConfigs.FIRST_WITH_SOURCES) {
            TopicConfigs.expectNotSet(changed, RETENTION_MS);
        }
    }

    @ConformanceTest(
            id = "incremental-alter-configs.append-and-subtract",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "An entry can be appended to a value that is a list, and subtracted from it.",
            source = "KIP-339: APPEND and SUBTRACT",
            why =
                    "kafka-configs and the Java admin client change cleanup.policy so, without knowing the other entries.")
    void entriesOfAListAreAppendedAndSubtracted(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(CLEANUP_POLICY, "delete"));
        ask(test, configs, Change.append(CLEANUP_POLICY, "compact"));
        configs.awaitEntries(CLEANUP_POLICY, Set.of("compact", "delete"));
        ask(test, configs, Change.subtract(CLEANUP_POLICY, "delete"));
        configs.await(CLEANUP_POLICY, "compact");
    }

    @ConformanceTest(
            id = "incremental-alter-configs.validate-only",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A request with ValidateOnly is answered as if it were executed, but changes nothing.",
            source = "message definition IncrementalAlterConfigsRequest: ValidateOnly",
            why = "Deployment tools use it to check their plans.")
    void validateOnlyChangesNothing(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        String before = TopicConfigs.value(configs.describe(), RETENTION_MS);
        configs.expectChanged(
                test.ask(ConfigRequests.checkOnly(configs.incrementally(Change.set(RETENTION_MS, HOURS)))));
        ask(test, configs, Change.set(RETENTION_BYTES, BYTES));
        Answer after = configs.await(RETENTION_BYTES, BYTES);
        TopicConfigs.expectValue(after, RETENTION_MS, before);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.impossible-refused",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A value that is impossible, a key that does not exist, and an entry appended to a value that"
                    + " is no list are rejected with INVALID_CONFIG, and nothing else in the request is applied.",
            source = "KIP-339; measured on Apache Kafka",
            why = "Operators would believe in a setting that is not in force.")
    void impossibleChangesAreRejected(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        String before = TopicConfigs.value(configs.describe(), RETENTION_MS);
        for (Change wrong : List.of(
                Change.set("max.message.bytes", "many"),
                Change.set(CLEANUP_POLICY, "kspec"),
                Change.set("no.such.config", "1"),
                Change.append("max.message.bytes", "1"))) {
            configs.expectAnswered(
                    test.ask(configs.incrementally(Change.set(RETENTION_MS, HOURS), wrong)), ErrorCode.INVALID_CONFIG);
        }
        ask(test, configs, Change.set(RETENTION_BYTES, BYTES));
        Answer after = configs.await(RETENTION_BYTES, BYTES);
        TopicConfigs.expectValue(after, RETENTION_MS, before);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.unknown-topic-refused",
            api = "IncrementalAlterConfigs",
            requirement = "A change of a topic that does not exist is rejected with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-339; measured on Apache Kafka",
            why = "A misspelled topic would be reported as changed.")
    void anUnknownTopicIsRejected(Case test) {
        TopicConfigs missing = TopicConfigs.ofNoTopic(test);
        missing.expectAnswered(
                test.ask(missing.incrementally(Change.set(RETENTION_MS, HOURS))), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.takes-effect",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "Produce"},
            requirement =
                    "A limit that is set for a topic is in force at once or soon after: a batch that is larger than"
                            + " max.message.bytes is rejected with MESSAGE_TOO_LARGE.",
            source = "KIP-339; Apache Kafka's topic configuration max.message.bytes",
            why = "Operators limit topics so; the Java producer splits its batches on this error, and on no other.")
    void aLimitTakesEffect(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        PartitionClient log = new PartitionClient(test, configs.topic(), 0);
        Bytes batch = Payload.batch(
                test.version("Produce"),
                List.of(new Record(0, Payload.TIMESTAMP, null, Payload.text("x".repeat(SIZE)))));
        log.produce(batch).expectError(PartitionClient.PRODUCED + "ErrorCode", ErrorCode.NONE);
        ask(test, configs, Change.set("max.message.bytes", Integer.toString(SIZE)));
        Await.of("a rejected batch", test.stage().settings().readTimeout())
                .last(
                        () -> log.produce(batch),
                        produced -> produced.number(PartitionClient.PRODUCED + "ErrorCode") != ErrorCode.NONE.code())
                .expectError(PartitionClient.PRODUCED + "ErrorCode", ErrorCode.MESSAGE_TOO_LARGE);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.impossible-for-a-broker-refused",
            api = "IncrementalAlterConfigs",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "An impossible value for a broker is rejected when it is only to be validated.",
            source = "KIP-226, KIP-339; measured on Apache Kafka",
            why = "kafka-configs --alter would report success.")
    void impossibleValuesOfABrokerAreRejected(Case test) {
        FirstBroker broker = FirstBroker.of(test);
        test.ask(
                        broker.connection(),
                        ConfigRequests.checkOnly(ConfigRequests.alterIncrementally(
                                ConfigRequests.BROKER, broker.id(), Change.set(HARMLESS, "soon"))))
                .expectSize("Responses", 1)
                .expect("Responses[0].ResourceName", broker.id())
                .expectAnyError("Responses[0].ErrorCode");
    }

    private static void ask(Case test, TopicConfigs configs, Change... changes) {
        configs.expectChanged(test.ask(configs.incrementally(changes)));
    }
}
