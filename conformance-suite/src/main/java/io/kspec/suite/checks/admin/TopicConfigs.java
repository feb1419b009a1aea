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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The configuration of one topic, as DescribeConfigs shows it. */
final class TopicConfigs {
    static final String RETENTION_MS = "retention.ms";
    static final String RETENTION_BYTES = "retention.bytes";
    static final String CLEANUP_POLICY = "cleanup.policy";

    /** Kafka's code for a value that was set for the topic itself. */
    static final int SET_FOR_TOPIC = 1;
    /** The first version of DescribeConfigs that tells where a value comes from (KIP-226). */
    static final int FIRST_WITH_SOURCES = 1;

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
        return new TopicConfigs(test, test.topic(values));
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
        return entry(described, key)
                .orElseThrow(() -> described.failure(RESULT + "Configs", "an entry for " + key, "none"));
    }

    /** The path of a value's entry; empty if there is none. */
    static Optional<String> entry(Answer described, String key) {
        return described.entry(RESULT + "Configs[Name=" + key + "]");
    }

    /** The value of a key; null if the answer shows null or has no entry, as targets may where nothing was set. */
    static @Nullable String value(Answer described, String key) {
        return (String) entry(described, key)
                .flatMap(entry -> described.find(entry + "Value"))
                .orElse(null);
    }

    /** Expects an answer to show a value, or the same lack of one as {@link #value} has found before. */
    static void expectValue(Answer described, String key, @Nullable String value) {
        if (value != null || entry(described, key).isPresent()) {
            described.expect(path(described, key) + "Value", value);
        }
    }

    /** Expects that a value, if it is described at all, is not one that was set for the topic. */
    static void expectNotSet(Answer described, String key) {
        entry(described, key)
                .ifPresent(entry -> described.expect(
                        entry + "ConfigSource",
                        "is not " + SET_FOR_TOPIC + ", the topic",
                        source -> ((Number) source).intValue() != SET_FOR_TOPIC));
    }

    /** Waits until DescribeConfigs shows a value, at most for the read timeout: brokers learn of changes a moment later. */
    Answer await(String key, @Nullable String value) {
        Answer last = await(key, "= " + value, found -> Objects.equals(found, value));
        expectValue(last, key, value);
        return last;
    }

    /** Waits until DescribeConfigs shows a list with these entries. */
    Answer awaitEntries(String key, Set<String> entries) {
        String expected = "the entries " + String.join(" and ", new TreeSet<>(entries));
        Predicate<@Nullable String> holds =
                list -> list != null && Set.copyOf(List.of(list.split(",", -1))).equals(entries);
        Answer last = await(key, expected, holds);
        String found = value(last, key);
        return last.expect(holds.test(found), path(last, key) + "Value", expected, found);
    }

    private Answer await(String key, String expected, Predicate<@Nullable String> holds) {
        return Await.of(key + " " + expected, test.stage().settings().readTimeout())
                .last(this::describe, described -> holds.test(value(described, key)));
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
        expectAlone(changed).expectError(CHANGED + "ErrorCode", error);
    }

    /** Expects that the answer to a change of this topic reports an error, whichever it is. */
    void expectRefused(Answer changed) {
        expectAlone(changed).expectAnyError(CHANGED + "ErrorCode");
    }

    private Answer expectAlone(Answer changed) {
        return changed.expectSize("Responses", 1)
                .expect(CHANGED + "ResourceType", ConfigRequests.TOPIC)
                .expect(CHANGED + "ResourceName", topic);
    }

    /** Expects an error for the topic, one of several in a request that changes configurations. */
    void expectAnsweredAmongOthers(Answer changed, ErrorCode error) {
        String entry = changed.entry("Responses[ResourceName=" + topic + "]")
                .orElseThrow(() -> changed.failure("Responses", "an entry for topic " + topic, "none"));
        changed.expectError(entry + "ErrorCode", error);
    }
}
