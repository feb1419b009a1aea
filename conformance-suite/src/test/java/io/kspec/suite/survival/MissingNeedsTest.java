package io.kspec.suite.survival;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs against a target that never gives what most cases need first. */
@Tag("long")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class MissingNeedsTest {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(3);
    private static final int LANES = 2;
    private static final String WELL_FORMED = "wire.well-formed-answer";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutLeadersOnlyWhatNeedsATopicIsBlocked() throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request("Metadata").willReturn(asKafka().with("Topics[*].Partitions[*].LeaderId", -1)));

            RunLog log = play(broker, Selection.EVERYTHING.including(WELL_FORMED, "ready.*", "fetch.*", "heartbeat.*"));

            assertThat(of(log, "fetch.")).isNotEmpty();
            assertThat(of(log, "fetch."))
                    .filteredOn(result -> result.verdict() == Verdict.FAIL)
                    .as(
                            "in all lanes together, each kind of topic is awaited twice, one of them by the case about topics")
                    .extracting(MissingNeedsTest::need)
                    .containsExactlyInAnyOrder(
                            "a topic with a leader", "a topic with 2 leaders", "a topic with 2 leaders");
            assertThat(of(log, "fetch."))
                    .filteredOn(result -> result.verdict() == Verdict.BLOCKED)
                    .hasSizeGreaterThan(20)
                    .allMatch(result -> Objects.requireNonNull(result.need()).startsWith("a topic with "))
                    .allMatch(result -> Objects.requireNonNull(result.reason()).contains("leaders of"));
            assertThat(of(log, "heartbeat.")).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
            assertThat(of(log, WELL_FORMED)).allMatch(result -> result.verdict() == Verdict.PASS);
        }
    }

    @Test
    void anApiThatIsNeverAnsweredIsAwaitedTwiceAndThenOnceAtEachVersion() throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request("Heartbeat").willReturn(silence()));

            RunLog log = play(
                    broker,
                    Selection.EVERYTHING.including(WELL_FORMED, "heartbeat.*", "sync-group.*", "list-groups.*"));

            assertThat(of(log, WELL_FORMED))
                    .filteredOn(result -> String.valueOf(result.api()).startsWith("Heartbeat "))
                    .hasSize(5)
                    .allMatch(result -> result.verdict() == Verdict.FAIL);
            assertThat(of(log, "heartbeat."))
                    .filteredOn(result -> result.verdict() == Verdict.BLOCKED)
                    .hasSizeGreaterThan(10)
                    .allMatch(result -> Objects.requireNonNull(result.reason())
                            .endsWith(" is never answered: see wire.well-formed-answer"));
            assertThat(waitsFor(log, "Heartbeat")).isLessThanOrEqualTo(5 + 2 * LANES);
            assertThat(of(log, "sync-group.")).noneMatch(result -> result.verdict() == Verdict.ERROR);
            assertThat(of(log, "list-groups.")).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
        }
    }

    @Test
    void whatNeedsAnApiThatIsNotAdvertisedIsSkipped() throws Exception {
        try (MockBroker broker =
                MockBroker.builder().versions("Heartbeat", Versions.NONE).start()) {
            RunLog log = play(broker, Selection.EVERYTHING.including("list-groups.*", "describe-groups.*"));

            assertThat(log.results())
                    .noneMatch(result -> result.verdict() == Verdict.FAIL)
                    .anyMatch(result -> result.verdict() == Verdict.PASS)
                    .filteredOn(result -> result.verdict() == Verdict.SKIPPED)
                    .isNotEmpty()
                    .allMatch(result -> Objects.requireNonNull(result.reason())
                            .equals("needs Heartbeat, which the target does not advertise"));
        }
    }

    @Test
    void aSlowJoinIsAwaitedTwiceAtEachVersion() throws Exception {
        try (MockBroker broker = MockBroker.builder()
                .versions("JoinGroup", Versions.parse("5-6"))
                .start()) {
            broker.stubFor(request("JoinGroup")
                    .where("Protocols[0].Name", "range")
                    .willReturn(asKafka().after(Duration.ofMillis(5_200))));

            RunLog log = play(
                    broker,
                    Selection.EVERYTHING.including(WELL_FORMED, "leave-group.*", "heartbeat.*", "list-groups.*"));

            assertThat(log.results())
                    .filteredOn(result -> result.verdict() == Verdict.BLOCKED)
                    .hasSizeGreaterThan(10)
                    .allMatch(result -> Objects.requireNonNull(result.reason()).contains("takes longer than 5000 ms"));
            assertThat(log.results()).noneMatch(result -> result.verdict() == Verdict.ERROR);
        }
    }

    @Test
    void setupUsesTheVersionThatWorks() throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(
                    request("Metadata").atVersions(12, 13).willReturn(asKafka().truncatedBy(3)));

            RunLog log = play(broker, Selection.EVERYTHING.including(WELL_FORMED, "list-offsets.*"));

            assertThat(of(log, "list-offsets.")).isNotEmpty().allMatch(result -> result.verdict() == Verdict.PASS);
            assertThat(of(log, WELL_FORMED))
                    .filteredOn(result -> result.verdict() == Verdict.FAIL)
                    .extracting(result -> String.valueOf(result.api()))
                    .contains("Metadata v12", "Metadata v13");
        }
    }

    private RunLog play(MockBroker broker, Selection selection) throws Exception {
        Path file = folder.resolve("run.jsonl");
        ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), file)
                        .withSelection(selection)
                        .withLanes(LANES)
                        .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(READ_TIMEOUT)))
                .execute();
        RunLog log = RunLog.read(file);
        assertThat(log.faults()).isEmpty();
        return log;
    }

    private static List<CaseResult> of(RunLog log, String prefix) {
        return log.results().stream()
                .filter(result -> result.check().id().startsWith(prefix))
                .toList();
    }

    private static @Nullable String need(CaseResult result) {
        return result.failure() == null ? null : result.failure().need();
    }

    /** How often an answer of an API was awaited in vain. */
    private static long waitsFor(RunLog log, String api) {
        return log.results().stream()
                .filter(result -> result.timeline().stream()
                        .anyMatch(event -> event instanceof ExchangeEvent exchange
                                && exchange.response() == null
                                && exchange.api() != null
                                && exchange.api().name().equals(api)))
                .count();
    }
}
