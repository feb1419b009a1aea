package io.kspec.suite.survival;

import static io.kspec.mock.script.RequestPattern.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.script.JournalEntry;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs against a target that does not advertise CreateTopics, as young brokers and mocks do not. */
@Timeout(60)
class NoCreateTopicsTest {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);

    @TempDir
    private Path folder = Path.of("");

    private static MockBrokerBuilder broker() {
        return MockBroker.builder()
                .versions("CreateTopics", Versions.NONE)
                .versions("ListOffsets", Versions.parse("5-7"))
                .brokerConfig("num.partitions", "4");
    }

    private RunOutcome play(MockBroker broker, String... checks) {
        return ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), folder.resolve("run.jsonl"))
                        .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(READ_TIMEOUT))
                        .withSelection(Selection.EVERYTHING.including(checks)))
                .execute();
    }

    /** {@code fetch.out-of-range, Fetch v4: needs Produce}, without the cases that no advertised version is for. */
    private List<String> cases(Verdict verdict) throws IOException {
        return RunLog.read(folder.resolve("run.jsonl")).results().stream()
                .filter(result -> result.verdict() == verdict)
                .filter(result -> result.reason() == null || !result.reason().contains("advertises no version"))
                .map(result -> result.check().id() + ", " + result.api() + ": "
                        + (result.failure() == null ? result.reason() : result.failure()))
                .toList();
    }

    @Test
    void casesThatNeedATopicArePlayed() throws IOException {
        try (MockBroker broker = broker().start()) {
            RunOutcome outcome = play(broker, "list-offsets.*", "ready.topic", "create-topics.*");

            assertThat(cases(Verdict.FAIL)).isEmpty();
            assertThat(outcome.conformant()).isTrue();
            assertThat(outcome.leftBehind()).isEmpty();
            assertThat(cases(Verdict.PASS)).hasSizeGreaterThan(30);
            assertThat(cases(Verdict.SKIPPED))
                    .allMatch(skipped -> skipped.matches(
                            "create-topics.*, CreateTopics: the target does not advertise CreateTopics"));
        }
    }

    @Test
    void aCaseThatNeedsAnotherTopicThanTheTargetCreatesIsSkippedWithTheReason() throws IOException {
        try (MockBroker broker = broker().start()) {
            RunOutcome outcome = play(
                    broker,
                    "create-partitions.grows",
                    "produce.codec-of-topic",
                    "metadata.recreated-topic-has-new-id",
                    "delete-topics.deletes");

            assertThat(outcome.footer().counts().pass()).isPositive();
            assertThat(outcome.conformant()).isTrue();
            assertThat(cases(Verdict.SKIPPED))
                    .isNotEmpty()
                    .allMatch(skipped -> skipped.matches(".*: needs .*CreateTopics.*"));
        }
    }

    @Test
    void whereNoTopicIsCreatedEitherThisIsLearnedOnce() throws IOException {
        try (MockBroker broker = broker().autoCreateTopics(false).start()) {
            RunOutcome outcome = play(broker, "list-offsets.*");

            assertThat(outcome.footer().counts().fail()).isZero();
            assertThat(cases(Verdict.SKIPPED))
                    .hasSizeGreaterThan(20)
                    .allMatch(skipped -> skipped.contains(
                            ": needs a topic, but the target does not advertise CreateTopics, and creates none when"));
            assertThat(broker.journal(request("Metadata").where("AllowAutoTopicCreation", true)).stream()
                            .map(JournalEntry::connection)
                            .distinct())
                    .as("the cases that waited for a topic, of one kind or another")
                    .hasSizeBetween(1, 3);
        }
    }

    @Test
    void topicsThatCannotBeDeletedAreReportedOnce() throws IOException {
        try (MockBroker broker =
                broker().versions("DeleteTopics", Versions.NONE).start()) {
            RunOutcome outcome = play(broker, "list-offsets.latest-is-the-end");

            assertThat(outcome.leftBehind())
                    .singleElement()
                    .asString()
                    .matches("[0-9]+ topics kspec-[a-z0-9]+-\\* \\(the target does not advertise DeleteTopics\\)");
        }
    }
}
