package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.admin.TopicConfigs.BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.CLEANUP_POLICY;
import static io.kspec.suite.checks.admin.TopicConfigs.HOURS;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_MS;
import static io.kspec.suite.checks.admin.TopicConfigs.SET_FOR_TOPIC;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** Checks of DescribeConfigs. */
class DescribeConfigsChecks {
    private static final String CONFIGS = "Results[0].Configs";
    /** How the names of a broker's passwords end: {@code ssl.keystore.password}. */
    private static final String PASSWORD = ".password";

    private static final List<String> LEVELS =
            List.of("OFF", "FATAL", "ERROR", "WARN", "INFO", "DEBUG", "TRACE", "ALL");

    @ConformanceTest(
            id = "describe-configs.reads-back",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            requirement = "The configuration with which a topic was created is read back unchanged.",
            source = "KIP-133; Confluent Schema Registry, KafkaStore",
            why = "Schema Registry does not start unless cleanup.policy of its topic reads \"compact\".")
    void valuesFromCreationAreReadBack(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(CLEANUP_POLICY, "compact", RETENTION_MS, HOURS));
        Answer described = configs.describe(List.of(CLEANUP_POLICY, RETENTION_MS));
        TopicConfigs.expectValue(described, CLEANUP_POLICY, "compact");
        TopicConfigs.expectValue(described, RETENTION_MS, HOURS);
    }

    @ConformanceTest(
            id = "describe-configs.null-means-all-keys",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            requirement = "Without a list of keys, all values that were set for a topic are described.",
            source = "message definition DescribeConfigsRequest: null means all configurations",
            why = "Admin clients ask so by default: Sarama failed with \"insufficient data to decode packet, more"
                    + " bytes expected\" (SeaweedFS).")
    void nullKeysMeanAllValues(Case test) {
        Answer described = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS, RETENTION_BYTES, BYTES))
                .describeAll();
        TopicConfigs.expectValue(described, RETENTION_MS, HOURS);
        TopicConfigs.expectValue(described, RETENTION_BYTES, BYTES);
    }

    @ConformanceTest(
            id = "describe-configs.defaults-are-described",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "Values that nobody set for a topic are described as well, as those that are in force.",
            source = "KIP-226; measured on Apache Kafka",
            why =
                    "Applications look a value up and read it as a number: Cruise Control does so with min.insync.replicas"
                            + " of every topic, and throws a NullPointerException if it is missing.")
    void defaultsAreDescribed(Case test) {
        Answer described = TopicConfigs.ofNewTopic(test).describeAll();
        for (String key : List.of(CLEANUP_POLICY, RETENTION_MS, "min.insync.replicas")) {
            described.expect(
                    TopicConfigs.path(described, key) + "Value", "is not empty", value -> !((String) value).isEmpty());
        }
    }

    @ConformanceTest(
            id = "describe-configs.only-asked-keys",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "If keys are requested, these are described and no others.",
            source = "message definition DescribeConfigsRequest; measured on Apache Kafka",
            why =
                    "A topic has more than 30 values, a broker some 300; applications name those that they read to Sarama or"
                            + " KafkaJS. The Java admin client always asks for all.")
    void onlyRequestedKeysAreDescribed(Case test) {
        TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS))
                .describe(List.of(RETENTION_MS))
                .expectSize(CONFIGS, 1)
                .expect(CONFIGS + "[0].Name", RETENTION_MS);
    }

    @ConformanceTest(
            id = "describe-configs.tells-the-source",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "The source of a value that was set for a topic is the topic, and that of a default is not;"
                    + " at version 0, which has no sources, a value that was set is not marked as a default.",
            source = "KIP-133, KIP-226; measured on Apache Kafka",
            why = "kafka-topics --describe and tools that reconcile topics tell by it which values were set.")
    void theSourceOfAValueIsShown(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        Answer described = configs.describe();
        String set = TopicConfigs.path(described, RETENTION_MS);
        if (test.version() >= TopicConfigs.FIRST_WITH_SOURCES) {
            described.expect(set + "ConfigSource", SET_FOR_TOPIC);
            TopicConfigs.expectNotSet(described, CLEANUP_POLICY);
        } else {
            described.expect(set + "IsDefault", false);
        }
    }

    @ConformanceTest(
            id = "describe-configs.synonyms",
            api = "DescribeConfigs",
            versions = "1+",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "If synonyms are requested, those of a value that was set for a topic begin with that value.",
            source = "KIP-226: synonyms are in the order of precedence",
            why = "kafka-configs --describe prints them to show which value is in force, and what it overrides.")
    void synonymsBeginWithTheValueInForce(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        Answer described = configs.describeFully(RETENTION_MS);
        String first = TopicConfigs.path(described, RETENTION_MS) + "Synonyms[0].";
        described
                .expect(first + "Name", RETENTION_MS)
                .expect(first + "Value", HOURS)
                .expect(first + "Source", SET_FOR_TOPIC);
    }

    @ConformanceTest(
            id = "describe-configs.unknown-topic-answered",
            api = "DescribeConfigs",
            requirement = "A topic that does not exist is answered with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-133; measured on Apache Kafka",
            why = "Kafka Connect takes this error, and no other, for a topic that is missing.")
    void anUnknownTopicIsReported(Case test) {
        String topic = test.name("missing");
        test.ask(ConfigRequests.describe(ConfigRequests.TOPIC, topic, null))
                .expectSize("Results", 1)
                .expect("Results[0].ResourceName", topic)
                .expectError("Results[0].ErrorCode", ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @ConformanceTest(
            id = "describe-configs.sensitive-is-null",
            api = "DescribeConfigs",
            needs = {"Metadata"},
            requirement =
                    "Passwords in a broker's configuration are marked as sensitive, and the values of whatever is marked"
                            + " so are null or empty.",
            source = "KIP-133: sensitive values are returned as null; measured on Apache Kafka",
            why = "Passwords of key stores would be shown to everybody who may describe the broker.")
    void sensitiveValuesAreNotShown(Case test) {
        Answer described = describeBroker(test, ConfigRequests.BROKER);
        List<Message> configs = described.body().getStructs("Results").get(0).getStructs("Configs");
        int sensitive = 0;
        for (int i = 0; i < configs.size(); i++) {
            String config = CONFIGS + "[" + i + "].";
            if (configs.get(i).getString("Name").endsWith(PASSWORD)) {
                described.expect(config + "IsSensitive", true);
            }
            if (configs.get(i).getBoolean("IsSensitive")) {
                sensitive++;
                if (described.find(config + "Value").isPresent()) {
                    described.expect(config + "Value", "is null or empty", ""::equals);
                }
            }
        }
        if (sensitive == 0) {
            throw new TestAbortedException("the target has no passwords in its configuration, nor anything sensitive");
        }
    }

    @ConformanceTest(
            id = "describe-configs.loggers",
            api = "DescribeConfigs",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "The levels of a broker's loggers are described, as text that a logger can be set to.",
            source = "KIP-412",
            why = "kafka-configs --entity-type broker-loggers lists them, and sets them again afterwards.")
    void levelsOfLoggersAreDescribed(Case test) {
        Answer described = describeBroker(test, ConfigRequests.BROKER_LOGGER)
                .expect(CONFIGS, "is not empty", configs -> !((List<?>) configs).isEmpty());
        int loggers = described.list(CONFIGS).size();
        for (int i = 0; i < loggers; i++) {
            described.expect(CONFIGS + "[" + i + "].Value", "is one of the levels " + LEVELS, LEVELS::contains);
        }
    }

    /** Asks a broker for its own configuration, or for that of its loggers. */
    private static Answer describeBroker(Case test, int type) {
        FirstBroker broker = FirstBroker.of(test);
        return test.ask(broker.connection(), ConfigRequests.describe(type, broker.id(), null))
                .expectSize("Results", 1)
                .expectError("Results[0].ErrorCode", ErrorCode.NONE)
                .expect("Results[0].ResourceName", broker.id());
    }
}
