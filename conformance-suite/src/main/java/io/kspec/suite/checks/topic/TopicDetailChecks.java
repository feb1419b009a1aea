package io.kspec.suite.checks.topic;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.requests.NewTopic;
import io.kspec.stage.requests.TopicRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Map;

/** Checks of the names and configurations with which topics can be created. */
class TopicDetailChecks {
    private static final int TIMEOUT_MS = 5_000;
    private static final String CREATED = "Topics[0].";
    private static final String POLICY = "cleanup.policy";

    /** The source of a configuration that was set on the topic itself. */
    private static final int DYNAMIC_TOPIC_CONFIG = 1;
    /** The length of the longest name of a topic that Apache Kafka takes, in characters. */
    private static final int LONGEST = 249;

    @ConformanceTest(
            id = "create-topics.tells-the-configuration",
            api = "CreateTopics",
            versions = "5+",
            level = Level.SHOULD,
            requirement =
                    "From version 5 on, the response contains the configuration that the topic was created with, and marks it"
                            + " as the topic's own, neither read-only nor sensitive.",
            source = "KIP-525; measured on Apache Kafka",
            why = "The Java admin client returns it to the application as CreateTopicsResult.config(), which saves a"
                    + " request.")
    void theResponseHasTheConfiguration(Case test) {
        NewTopic topic = NewTopic.of(test.name("configured"), 1).config(POLICY, "compact");
        Answer created = create(test, topic).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        String entry = created.entry(CREATED + "Configs[Name=" + POLICY + "]")
                .orElseThrow(() -> created.failure(CREATED + "Configs", "an entry for " + POLICY, "none"));
        created.expect(entry + "Value", "compact")
                .expect(entry + "ReadOnly", false)
                .expect(entry + "ConfigSource", DYNAMIC_TOPIC_CONFIG)
                .expect(entry + "IsSensitive", false)
                .expectError(CREATED + "TopicConfigErrorCode", ErrorCode.NONE);
    }

    @ConformanceTest(
            id = "create-topics.impossible-value-refused",
            api = "CreateTopics",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "A topic with an impossible value of a configuration is rejected with INVALID_CONFIG, and not"
                    + " created.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "The topic would keep its records for another time, or clean them up differently, than its owner"
                    + " believes.")
    void impossibleValuesAreRejected(Case test) {
        String topic = test.name("impossible");
        for (Map.Entry<String, String> wrong : List.of(
                Map.entry("retention.ms", "soon"), Map.entry("retention.ms", "-2"), Map.entry(POLICY, "kspec"))) {
            create(test, NewTopic.of(topic, 1).config(wrong.getKey(), wrong.getValue()))
                    .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_CONFIG);
        }
        // After another topic has been created, since a target may create topics a moment later.
        test.topic(1);
        Eventually.expectUnknown(test.ask(MetadataRequests.topics(topic)), topic);
    }

    @ConformanceTest(
            id = "create-topics.repeated-name-refused",
            api = "CreateTopics",
            level = Level.SHOULD,
            requirement =
                    "A topic that a request names twice is rejected with INVALID_REQUEST; the others are created.",
            source = "Apache Kafka's CreateTopicsRequestTest; measured on Apache Kafka",
            why = "The broker would decide which of the two descriptions counts.")
    void aRepeatedNameIsRejected(Case test) {
        String repeated = test.name("repeated");
        String other = test.name("other");
        Answer created = test.ask(TopicRequests.create(
                TIMEOUT_MS, NewTopic.of(repeated, 1), NewTopic.of(other, 1), NewTopic.of(repeated, 2)));
        List<?> topics = created.expect("Topics", "has at least 2 entries", found -> ((List<?>) found).size() >= 2)
                .list("Topics");
        for (int i = 0; i < topics.size(); i++) {
            String at = "Topics[" + i + "].";
            boolean isRepeated = created.text(at + "Name").equals(repeated);
            created.expectError(at + "ErrorCode", isRepeated ? ErrorCode.INVALID_REQUEST : ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "create-topics.name-length",
            api = "CreateTopics",
            level = Level.SHOULD,
            requirement =
                    "A name of 249 characters can be used, and one of 250 is rejected with INVALID_TOPIC_EXCEPTION.",
            source = "Apache Kafka's Topic.validate(); measured on Apache Kafka",
            why = "Kafka Streams and others derive long names from those of other topics; a name that is cut off could"
                    + " be that of another topic.")
    void namesHaveALength(Case test) {
        create(test, NewTopic.of(longName(test, LONGEST), 1)).expectError(CREATED + "ErrorCode", ErrorCode.NONE);
        create(test, NewTopic.of(longName(test, LONGEST + 1), 1))
                .expectError(CREATED + "ErrorCode", ErrorCode.INVALID_TOPIC_EXCEPTION);
    }

    private static String longName(Case test, int length) {
        String name = test.name("long");
        return name + "x".repeat(length - name.length());
    }

    private static Answer create(Case test, NewTopic topic) {
        return test.ask(TopicRequests.create(TIMEOUT_MS, topic))
                .expectSize("Topics", 1)
                .expect(CREATED + "Name", topic.name());
    }
}
