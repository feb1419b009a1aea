package io.kspec.suite.checks.admin;

import static io.kspec.suite.checks.admin.TopicConfigs.BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.CLEANUP_POLICY;
import static io.kspec.suite.checks.admin.TopicConfigs.HOURS;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_BYTES;
import static io.kspec.suite.checks.admin.TopicConfigs.RETENTION_MS;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConfigRequests.Change;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** Checks of AlterConfigs and IncrementalAlterConfigs with several topics, with lists, and with invalid changes. */
class ConfigChangeChecks {
    /** Not one of Kafka's operations 0 to 3. Apache Kafka 4.3.1 answers it with UNKNOWN_SERVER_ERROR. */
    private static final int NO_SUCH_OPERATION = 9;

    @ConformanceTest(
            id = "alter-configs.nothing-resets-all",
            api = "AlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "A request without values resets all values of a topic to their defaults.",
            source = "KIP-133: configurations that are not given are reverted to their defaults",
            why = "Tools that use AlterConfigs have no other way to remove the last value of a topic.")
    void noValuesResetAll(Case test) {
        String usual = TopicConfigs.value(TopicConfigs.ofNewTopic(test).describe(), RETENTION_MS);
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(RETENTION_MS, HOURS));
        configs.expectChanged(test.ask(configs.replacing(Map.of())));
        configs.await(RETENTION_MS, usual);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.other-topics-are-changed",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "Of several topics each is changed as requested, even if another one is rejected.",
            source = "KIP-339: each resource is changed, or fails, by itself",
            why = "Deployment tools change all topics at once, and repeat only those that were rejected.")
    void otherTopicsAreChanged(Case test) {
        TopicConfigs missing = TopicConfigs.ofNoTopic(test);
        TopicConfigs first = TopicConfigs.ofNewTopic(test);
        TopicConfigs second = TopicConfigs.ofNewTopic(test);
        Answer changed = test.ask(missing.incrementally(Change.set(RETENTION_MS, HOURS))
                        .and(first.incrementally(Change.set(RETENTION_MS, HOURS)))
                        .and(second.incrementally(Change.set(RETENTION_MS, BYTES))))
                .expectSize("Responses", 3);
        missing.expectAnsweredAmongOthers(changed, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        first.expectAnsweredAmongOthers(changed, ErrorCode.NONE);
        second.expectAnsweredAmongOthers(changed, ErrorCode.NONE);
        first.await(RETENTION_MS, HOURS);
        second.await(RETENTION_MS, BYTES);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.appends-to-the-default",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            requirement = "An entry that is appended to a list that was not set for the topic is added to the default"
                    + " value.",
            source = "KIP-339: APPEND; measured on Apache Kafka",
            why = "A topic to which compact is appended would no longer delete old records, and fill the disk.")
    void anEntryIsAppendedToTheDefault(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        String usual = TopicConfigs.value(configs.describe(), CLEANUP_POLICY);
        if (usual == null) {
            throw new TestAbortedException(
                    "DescribeConfigs does not show the default of " + CLEANUP_POLICY + ", as it may");
        }
        Set<String> expected = new HashSet<>(Arrays.asList(usual.split(",", -1)));
        expected.add("compact");
        configs.expectChanged(test.ask(configs.incrementally(Change.append(CLEANUP_POLICY, "compact"))));
        configs.awaitEntries(CLEANUP_POLICY, expected);
    }

    @ConformanceTest(
            id = "incremental-alter-configs.list-stays-a-set",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            level = Level.SHOULD,
            requirement = "Appending an entry that a list already has, or subtracting one that it lacks, succeeds and"
                    + " changes nothing.",
            source = "KIP-339; measured on Apache Kafka",
            why = "Deployment tools repeat their changes without looking at the values first.")
    void entriesAreNotRepeated(Case test) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test, Map.of(CLEANUP_POLICY, "delete"));
        configs.expectChanged(test.ask(configs.incrementally(Change.append(CLEANUP_POLICY, "delete"))));
        configs.expectChanged(test.ask(configs.incrementally(Change.subtract(CLEANUP_POLICY, "compact"))));
        configs.expectChanged(test.ask(configs.incrementally(Change.set(RETENTION_MS, HOURS))));
        Answer after = configs.await(RETENTION_MS, HOURS);
        TopicConfigs.expectValue(after, CLEANUP_POLICY, "delete");
    }

    @ConformanceTest(
            id = "incremental-alter-configs.repeated-key-refused",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            level = Level.SHOULD,
            requirement = "A request that changes a key of a topic twice is rejected, and nothing is changed.",
            source = "KIP-339; measured on Apache Kafka",
            why = "The broker would decide which of the two values is in force.")
    void aRepeatedKeyIsRejected(Case test) {
        expectRefused(test, Change.set(RETENTION_MS, HOURS), Change.set(RETENTION_MS, BYTES));
    }

    @ConformanceTest(
            id = "incremental-alter-configs.no-value-refused",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            level = Level.SHOULD,
            requirement = "Setting a key to null is rejected, and nothing else in the request is applied.",
            source = "KIP-339; measured on Apache Kafka",
            why = "A script with an empty variable would report that the topic was configured.")
    void noValueIsRejected(Case test) {
        expectRefused(test, Change.set(RETENTION_MS, HOURS), Change.set("max.message.bytes", null));
    }

    @ConformanceTest(
            id = "incremental-alter-configs.unknown-operation-refused",
            api = "IncrementalAlterConfigs",
            needs = {"CreateTopics", "Metadata", "DescribeConfigs"},
            level = Level.SHOULD,
            requirement =
                    "An operation that is none of SET, DELETE, APPEND and SUBTRACT is rejected, and nothing else in"
                            + " the request is applied.",
            source = "KIP-339; measured on Apache Kafka",
            why = "A client that knows more operations than the broker would be told that its change is in force.")
    void anUnknownOperationIsRejected(Case test) {
        expectRefused(
                test, Change.set(RETENTION_MS, HOURS), new Change("max.message.bytes", NO_SUCH_OPERATION, "1000000"));
    }

    /** Expects changes of a topic, retention.ms among them, to be rejected as a whole. */
    private static void expectRefused(Case test, Change... changes) {
        TopicConfigs configs = TopicConfigs.ofNewTopic(test);
        String before = TopicConfigs.value(configs.describe(), RETENTION_MS);
        configs.expectRefused(test.ask(configs.incrementally(changes)));
        configs.expectChanged(test.ask(configs.incrementally(Change.set(RETENTION_BYTES, BYTES))));
        Answer after = configs.await(RETENTION_BYTES, BYTES);
        TopicConfigs.expectValue(after, RETENTION_MS, before);
    }
}
