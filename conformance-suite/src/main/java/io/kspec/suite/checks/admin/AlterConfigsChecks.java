package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.admin.TopicConfigs.BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.CLEANUP_POLICY;
import static io.kspec.suite.checks.admin.TopicConfigs.HOURS;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_MS;

import io.kspec.protocol.ErrorCode;
import io.kspec.stage.requests.ConfigRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks of AlterConfigs, which replaces all values of a topic. */
class AlterConfigsChecks {

    @ConformanceTest(
            id = "alter-configs.sets",
            api = "AlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A value that is set for a topic is described at once or soon after.",
            source = "KIP-133",
            why = "Records would be kept for another time than the operator was told.")
    void aValueIsSet(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        configs.expectChanged(test.ask(configs.replacing(Map.of(RETENTION_MS, HOURS))));
        configs.await(RETENTION_MS, HOURS);
    }

    @ConformanceTest(
            id = "alter-configs.replaces-all-values",
            api = "AlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "Values that the request leaves out go back to their defaults.",
            source = "KIP-133: configurations that are not given are reverted to their defaults",
            why = "Tools that use AlterConfigs have no other way to remove a value.")
    void otherValuesGoBackToTheirDefaults(Case test) {
        String usual = TopicConfigs.value(TopicConfigs.ofNewTopic(test).describe(), RETENTION_MS);
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        configs.expectChanged(test.ask(configs.replacing(Map.of(RETENTION_BYTES, BYTES))));
        Answer changed = configs.await(RETENTION_BYTES, BYTES);
        TopicConfigs.expectValue(changed, RETENTION_MS, usual);
    }

    @ConformanceTest(
            id = "alter-configs.validate-only",
            api = "AlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A request with ValidateOnly is answered as if it were executed, but changes nothing.",
            source = "message definition AlterConfigsRequest: ValidateOnly",
            why = "Deployment tools use it to check their plans.")
    void validateOnlyChangesNothing(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        String before = TopicConfigs.value(configs.describe(), RETENTION_MS);
        configs.expectChanged(test.ask(ConfigRequests.checkOnly(configs.replacing(Map.of(RETENTION_MS, HOURS)))));
        changeAnother(test);
        Answer after = configs.describe();
        TopicConfigs.expectValue(after, RETENTION_MS, before);
    }

    @ConformanceTest(
            id = "alter-configs.impossible-refused",
            api = "AlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A value that is impossible, and a key that does not exist, are rejected with INVALID_CONFIG,"
                    + " and nothing else in the request is applied.",
            source = "KIP-133; measured on Apache Kafka",
            why = "Operators would believe in a setting that is not in force.")
    void impossibleValuesAreRejected(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        String before = TopicConfigs.value(configs.describe(), RETENTION_BYTES);
        for (Map.Entry<String, String> wrong : List.of(
                Map.entry(RETENTION_MS, "soon"),
                Map.entry(CLEANUP_POLICY, "kspec"),
                Map.entry("no.such.config", "1"))) {
            Map<String, String> values = new LinkedHashMap<>();
            values.put(RETENTION_BYTES, BYTES); // first: a target may stop at the wrong one
            values.put(wrong.getKey(), wrong.getValue());
            configs.expectAnswered(test.ask(configs.replacing(values)), ErrorCode.INVALID_CONFIG);
        }
        changeAnother(test);
        Answer after = configs.describe();
        TopicConfigs.expectValue(after, RETENTION_BYTES, before);
    }

    @ConformanceTest(
            id = "alter-configs.unknown-topic-refused",
            api = "AlterConfigs",
            requirement = "A change of a topic that does not exist is rejected with UNKNOWN_TOPIC_OR_PARTITION.",
            source = "KIP-133; measured on Apache Kafka",
            why = "A misspelled topic would be reported as changed.")
    void anUnknownTopicIsRejected(Case test) {
        TopicConfigs missing = TopicConfigs.ofNoTopic(test);
        missing.expectAnswered(
                test.ask(missing.replacing(Map.of(RETENTION_MS, HOURS))), ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    /** Changes another topic and waits for it: a change that was made before is in force by then, if it was made. */
    private static void changeAnother(Case test) {
        TopicConfigs other = TopicConfigs.ofNewTopic(test);
        other.expectChanged(test.ask(other.replacing(Map.of(RETENTION_MS, HOURS))));
        other.await(RETENTION_MS, HOURS);
    }
}
