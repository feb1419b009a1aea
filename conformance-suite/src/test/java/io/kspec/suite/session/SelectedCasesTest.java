package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is played of a selection of cases, on a mock that advertises Fetch 4 to 8. */
class SelectedCasesTest {
    private static final String WELL_FORMED = "wire.well-formed-answer";
    private static final String OUT_OF_RANGE = "fetch.out-of-range";

    @TempDir
    private Path folder = Path.of("");

    private MockBroker broker;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.builder().versions("Fetch", new Versions(4, 8)).start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void exactlyTheNamedCasesArePlayed() throws IOException {
        RunLog log = play(cases(OUT_OF_RANGE + "@7", WELL_FORMED + "@Fetch:5", WELL_FORMED + "@Metadata:1"));

        assertThat(names(log))
                .containsExactlyInAnyOrder(
                        OUT_OF_RANGE + " Fetch v7 PASS",
                        WELL_FORMED + " Fetch v5 PASS",
                        WELL_FORMED + " Metadata v1 PASS");
        assertThat(Objects.requireNonNull(log.header()).options().filters())
                .containsExactly(
                        "case fetch.out-of-range@7",
                        "case wire.well-formed-answer@Fetch:5",
                        "case wire.well-formed-answer@Metadata:1");
    }

    @Test
    void aNamedCaseThatTheTargetDoesNotHaveIsSkippedWithTheReason() throws IOException {
        RunLog log = play(cases(OUT_OF_RANGE + "@9", WELL_FORMED + "@Fetch:3", OUT_OF_RANGE + "@4"));

        assertThat(log.results())
                .extracting(result -> result.api() + ": " + result.reason())
                .containsExactlyInAnyOrder(
                        "Fetch v9: the target does not advertise Fetch v9",
                        "Fetch v3: the target does not advertise Fetch v3",
                        "Fetch v4: null");
    }

    @Test
    void anIdAloneStandsForAllCasesOfTheCheck() throws IOException {
        assertThat(names(play(cases(OUT_OF_RANGE)))).hasSize(5).allMatch(name -> name.endsWith("PASS"));
    }

    @Test
    void aNamedCaseOfAJudgeIsFedByItsApi() throws IOException {
        RunLog log = play(cases("plausible.throttle-negative@Fetch:6"));

        assertThat(names(log)).containsExactly("plausible.throttle-negative Fetch v6 PASS");
    }

    @Test
    void versionsNarrowTheirOwnApiOnly() throws IOException {
        Selection selection = Selection.EVERYTHING
                .including(WELL_FORMED)
                .withApis(Set.of("Fetch", "Heartbeat"))
                .withVersions(Map.of("Fetch", new Versions(7, 12)));

        assertThat(names(play(selection)))
                .filteredOn(name -> name.contains(" Fetch "))
                .containsExactlyInAnyOrder(WELL_FORMED + " Fetch v7 PASS", WELL_FORMED + " Fetch v8 PASS");
        assertThat(names(play(selection))).contains(WELL_FORMED + " Heartbeat v0 PASS");
    }

    @Test
    void versionsThatTheTargetDoesNotAdvertiseAreSaid() throws IOException {
        Selection selection =
                Selection.EVERYTHING.including(OUT_OF_RANGE).withVersions(Map.of("Fetch", new Versions(9, 12)));

        assertThat(play(selection).results())
                .extracting(CaseResult::reason)
                .containsExactly("the target advertises no version of Fetch within 9-12");
    }

    @Test
    void excludedApisAreLeftOut() throws IOException {
        Selection selection = Selection.EVERYTHING
                .including(WELL_FORMED, OUT_OF_RANGE)
                .withApis(Set.of("Fetch", "Heartbeat"))
                .withoutApis(Set.of("Fetch"));

        assertThat(names(play(selection))).isNotEmpty().allMatch(name -> name.contains(" Heartbeat "));
    }

    @Test
    void afterTheFirstFailureTheRestIsNotPlayed() throws IOException {
        Selection selection = Selection.EVERYTHING.including(
                "wire.unknown-api-*",
                "api-versions.group-apis-are-complete",
                OUT_OF_RANGE,
                "plausible.throttle-negative");
        broker.close();
        broker = MockBroker.builder().versions("OffsetFetch", Versions.NONE).start();

        RunLog log = play(settings(selection).withFailFast(true).withLanes(1));

        List<Verdict> verdicts = log.results().stream().map(CaseResult::verdict).toList();
        int failed = verdicts.indexOf(Verdict.FAIL);
        assertThat(failed).isNotNegative();
        assertThat(log.results().subList(failed + 1, verdicts.size()))
                .hasSizeGreaterThan(5)
                .allSatisfy(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.NOT_PLAYED);
                    assertThat(result.reason())
                            .isEqualTo("the run ended after its first failed case,"
                                    + " api-versions.group-apis-are-complete");
                });
        assertThat(Objects.requireNonNull(log.footer()).incomplete()).startsWith("the run ended after its first");
    }

    private static Selection cases(String... names) {
        return Selection.EVERYTHING.withCases(
                List.of(names).stream().map(CaseName::parse).toList());
    }

    private RunLog play(Selection selection) throws IOException {
        return play(settings(selection));
    }

    private RunSettings settings(Selection selection) {
        return RunSettings.of(new Target(broker.host(), broker.port()), folder.resolve(selection.hashCode() + ".jsonl"))
                .withSelection(selection);
    }

    private static RunLog play(RunSettings settings) throws IOException {
        Files.deleteIfExists(settings.logFile());
        ConformanceRun.of(settings).execute();
        RunLog log = RunLog.read(settings.logFile());
        assertThat(log.faults()).isEmpty();
        return log;
    }

    private static List<String> names(RunLog log) {
        return log.results().stream()
                .map(result -> result.check().id() + " " + result.api() + " " + result.verdict())
                .toList();
    }
}
