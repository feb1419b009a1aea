package io.kspec.suite.checks.admin;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The configuration of one topic, as DescribeConfigs shows it. */
final class TopicConfigs {
    static final String RETENTION_MS = "retention.ms";
    static final String RETENTION_BYTES = "retention.bytes";
    static final String CLEANUP_POLICY = "cleanup.policy";

    /** Kafka's code for a value that was set for the topic itself. */
    static final int SET_FOR_TOPIC = 1;

    /** A value of retention.ms that is nobody's default. */
    static final String HOURS = "12345678";
    /** A value of retention.bytes that is nobody's default. */
    static final String BYTES = "23456789";

    private static final String RESULT = "Results[0].";
    /** What the responses to AlterConfigs and IncrementalAlterConfigs say of the first resource. */
    private static final String CHANGED = "Responses[0].";

    private final Case test;
    private final String topic;

    private TopicConfigs(Case test, String topic) {
        this.test = test;
        this.topic = topic;
    }

    /** The configuration of a new topic with the broker's defaults. */
    static TopicConfigs ofNewTopic(Case test) {
        return new TopicConfigs(test, test.topic(1));
    }

    /** The configuration that a topic which does not exist would have. */
    static TopicConfigs ofNoTopic(Case test) {
        return new TopicConfigs(test, test.name("missing"));
    }

    /** The configuration of a topic that is created with these values. */
    static TopicConfigs ofNewTopic(Case test, Map<String, String> values) {
        return new TopicConfigs(test, topicWith(test, values));
    }

    /** Creates a topic with a configuration. */
    static String topicWith(Case test, Map<String, String> values) {
        return test.need("a topic with a configuration", List.of("CreateTopics", "Metadata"), () -> test.stage()
                .topics()
                .create("configured", 1, values));
    }

    String topic() {
        return topic;
    }

    /** Asks for all values, and expects success. */
    Answer describeAll() {
        return expectDescribed(test.ask(ConfigRequests.describe(ConfigRequests.TOPIC, topic, null)));
    }

    /** Asks for the values that checks set, and expects success. */
    Answer describe() {
        return describe(List.of(CLEANUP_POLICY, RETENTION_MS, RETENTION_BYTES));
    }

    /** Asks for the values of some keys, and expects success. */
    Answer describe(List<String> keys) {
        return expectDescribed(test.ask(ConfigRequests.describe(ConfigRequests.TOPIC, topic, keys)));
    }

    /** Asks for a value with its synonyms, and expects success. */
    Answer describeFully(String key) {
        return expectDescribed(test.ask(ConfigRequests.describeFully(ConfigRequests.TOPIC, topic, List.of(key))));
    }

    private Answer expectDescribed(Answer described) {
        return described
                .expectSize("Results", 1)
                .expectError(RESULT + "ErrorCode", ErrorCode.NONE)
                .expect(RESULT + "ResourceType", ConfigRequests.TOPIC)
                .expect(RESULT + "ResourceName", topic);
    }

    /**
     * The path of a value's entry: {@code Results[0].Configs[3].}.
     *
     * @throws io.kspec.suite.check.CheckFailure if there is none
     */
    static String path(Answer described, String key) {
        return described
                .entry(RESULT + "Configs[Name=" + key + "]")
                .orElseThrow(() -> described.failure(RESULT + "Configs", "an entry for " + key, "none"));
    }

    /** The value of a key, as an answer shows it; empty if it is null. */
    static String value(Answer described, String key) {
        return (String) described.find(path(described, key) + "Value").orElse("");
    }

    /** Expects an answer to show a value. */
    static void expectValue(Answer described, String key, String value) {
        described.expect(path(described, key) + "Value", value);
    }

    /** Waits until DescribeConfigs shows a value, at most for the read timeout: brokers learn of changes a moment later. */
    Answer await(String key, String value) {
        return await(key, "= " + value, value::equals);
    }

    /** Waits until DescribeConfigs shows a value that meets a condition. */
    Answer await(String key, String expected, Predicate<String> holds) {
        Answer last = Await.of(key + " " + expected, test.stage().settings().readTimeout())
                .last(this::describe, described -> holds.test(value(described, key)));
        return last.expect(path(last, key) + "Value", expected, found -> holds.test((String) found));
    }

    /** A request that changes single values. */
    ClientRequest incrementally(Change... changes) {
        return ConfigRequests.alterIncrementally(ConfigRequests.TOPIC, topic, changes);
    }

    /** A request that replaces all values. */
    ClientRequest replacing(Map<String, String> values) {
        return ConfigRequests.alter(ConfigRequests.TOPIC, topic, values);
    }

    /** Expects that the answer to a change of this topic reports success. */
    void expectChanged(Answer changed) {
        expectAnswered(changed, ErrorCode.NONE);
    }

    /** Expects an error for the topic, the one resource in a request that changes configurations. */
    void expectAnswered(Answer changed, ErrorCode error) {
        changed.expectSize("Responses", 1)
                .expectError(CHANGED + "ErrorCode", error)
                .expect(CHANGED + "ResourceType", ConfigRequests.TOPIC)
                .expect(CHANGED + "ResourceName", topic);
    }
}
