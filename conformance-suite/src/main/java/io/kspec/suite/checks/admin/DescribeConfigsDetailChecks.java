package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.admin.TopicConfigs.BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.CLEANUP_POLICY;
import static io.kspec.suite.checks.admin.TopicConfigs.HOURS;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_MS;

import io.kspec.runlog.Level;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.ClusterRequests;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;

/** Checks of DescribeConfigs: which values are described, and with what. */
class DescribeConfigsDetailChecks {
    private static final String CONFIGS = "Results[0].Configs";

    /** Types of configurations, with Kafka's codes (KIP-569). */
    private enum Type {
        UNKNOWN(0),
        BOOLEAN(1),
        STRING(2),
        INT(3),
        LONG(5),
        DOUBLE(6),
        LIST(7);

        private final int code;

        Type(int code) {
            this.code = code;
        }

        boolean hasCode(Object found) {
            return ((Number) found).intValue() == code;
        }

        @Override
        public String toString() {
            return code + " " + name();
        }
    }

    /** The types of some configurations of topics. */
    private static final SortedMap<String, Type> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("preallocate", Type.BOOLEAN),
            Map.entry("compression.type", Type.STRING),
            Map.entry("min.insync.replicas", Type.INT),
            Map.entry(RETENTION_MS, Type.LONG),
            Map.entry("min.cleanable.dirty.ratio", Type.DOUBLE),
            Map.entry(CLEANUP_POLICY, Type.LIST)));

    @ConformanceTest(
            id = "describe-configs.types",
            api = "DescribeConfigs",
            versions = "3+",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "From version 3 on, each value is returned with the type that it has in Apache Kafka, or"
                    + " with 0 for unknown.",
            source = "KIP-569; measured on Apache Kafka",
            why = "The Java admin client passes the type on to applications; one that validates input by it would"
                    + " reject values that the broker accepts.")
    void valuesHaveTheirTypes(Case test) {
        Answer described = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS, CLEANUP_POLICY, "compact"))
                .describe(List.copyOf(TYPES.keySet()));
        TopicConfigs.path(described, RETENTION_MS);
        TopicConfigs.path(described, CLEANUP_POLICY);
        TYPES.forEach((key, type) -> TopicConfigs.entry(described, key)
                .ifPresent(entry -> described.expect(
                        entry + "ConfigType",
                        "is " + type + " or " + Type.UNKNOWN,
                        code -> type.hasCode(code) || Type.UNKNOWN.hasCode(code))));
    }

    @ConformanceTest(
            id = "describe-configs.documentation-on-request",
            api = "DescribeConfigs",
            versions = "3+",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "From version 3 on, values are returned with their documentation if it is requested, and"
                    + " without it otherwise.",
            source = "KIP-569; message definition DescribeConfigsRequest: IncludeDocumentation",
            why = "Consoles show it next to the value; the documentation of a broker's 300 values is several times as"
                    + " large as the values.")
    void documentationComesOnRequest(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        Answer full = configs.describeFully(RETENTION_MS);
        full.expect(TopicConfigs.path(full, RETENTION_MS) + "Documentation", "is not empty", text -> !text.equals(""));
        Answer brief = configs.describe(List.of(RETENTION_MS));
        String documentation = TopicConfigs.path(brief, RETENTION_MS) + "Documentation";
        if (brief.find(documentation).isPresent()) {
            brief.expect(documentation, "is null or empty", ""::equals);
        }
    }

    @ConformanceTest(
            id = "describe-configs.several-topics",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            requirement = "Each of several requested topics is described with its own values.",
            source = "message definition DescribeConfigsRequest: Resources",
            why = "Tools that reconcile topics ask for all of them at once: they would change topics that need no"
                    + " change.")
    void everyTopicHasItsOwnValues(Case test) {
        TopicConfigs first = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        TopicConfigs second = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, BYTES));
        Answer described = test.ask(describe(first).and(describe(second))).expectSize("Results", 2);
        expectRetention(described, first, HOURS);
        expectRetention(described, second, BYTES);
    }

    private static ClientRequest describe(TopicConfigs configs) {
        return ConfigRequests.describe(ConfigRequests.TOPIC, configs.topic(), List.of(RETENTION_MS));
    }

    private static void expectRetention(Answer described, TopicConfigs configs, String value) {
        String entry = described
                .entry("Results[ResourceName=" + configs.topic() + "].Configs[Name=" + RETENTION_MS + "]")
                .orElseThrow(() -> described.failure(
                        "Results", "an entry for " + RETENTION_MS + " of topic " + configs.topic(), "none"));
        described.expect(entry + "Value", value);
    }

    @ConformanceTest(
            id = "describe-configs.unknown-key-left-out",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A requested key that does not exist is left out, and the others are described.",
            source = "KIP-133; measured on Apache Kafka",
            why = "Applications ask for values that only newer brokers have, and do without those that are missing.")
    void anUnknownKeyIsLeftOut(Case test) {
        Answer described = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS))
                .describe(List.of("no.such.config", RETENTION_MS))
                .expectSize(CONFIGS, 1);
        TopicConfigs.expectValue(described, RETENTION_MS, HOURS);
    }

    @ConformanceTest(
            id = "describe-configs.can-be-changed",
            api = "DescribeConfigs",
            needs = {"CreateTopics", "Metadata"},
            level = Level.SHOULD,
            requirement = "A value that can be set for a topic is not described as read-only.",
            source = "message definition DescribeConfigsResponse: ReadOnly; measured on Apache Kafka",
            why = "Consoles do not let users change a value that is read-only.")
    void valuesOfATopicAreNotReadOnly(Case test) {
        Answer described =
                TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS)).describe(List.of(RETENTION_MS));
        described.expect(TopicConfigs.path(described, RETENTION_MS) + "ReadOnly", false);
    }

    @ConformanceTest(
            id = "describe-configs.cannot-be-changed",
            api = "DescribeConfigs",
            needs = {"Metadata"},
            level = Level.SHOULD,
            requirement = "The id of a broker, which cannot be changed while it runs, is described as read-only.",
            source = "message definition DescribeConfigsResponse: ReadOnly; measured on Apache Kafka",
            why = "Consoles offer to change every value that is not read-only.")
    void theIdOfABrokerIsReadOnly(Case test) {
        FirstBroker broker = FirstBroker.of(test);
        Answer described = test.ask(
                        broker.connection(),
                        ConfigRequests.describe(ConfigRequests.BROKER, broker.id(), List.of("node.id", "broker.id")))
                .expectSize("Results", 1);
        if (described.list(CONFIGS).isEmpty()) {
            throw new TestAbortedException("the target describes no id of its broker");
        }
        for (int i = 0; i < described.list(CONFIGS).size(); i++) {
            described.expect(CONFIGS + "[" + i + "].ReadOnly", true);
        }
    }

    @ConformanceTest(
            id = "describe-configs.unknown-broker-refused",
            api = "DescribeConfigs",
            level = Level.SHOULD,
            requirement = "A broker that does not exist is answered with an error.",
            source = "KIP-133; measured on Apache Kafka",
            why = "A client that asks the wrong broker would take its values for those of another one.")
    void anUnknownBrokerIsReported(Case test) {
        test.ask(ConfigRequests.describeBroker(ClusterRequests.NO_SUCH_BROKER))
                .expectSize("Results", 1)
                .expect("Results[0].ResourceName", Integer.toString(ClusterRequests.NO_SUCH_BROKER))
                .expectAnyError("Results[0].ErrorCode");
    }
}
