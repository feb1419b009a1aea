package io.kspec.suite.launch;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.ExchangeEvent;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Implausible values are booked on the checks that judge them, whichever check met them. */
@Tag("long")
class ImplausibleValuesTest {
    private static final String JUDGE = "plausible.controller-unknown";
    private static final String MET_BY = "metadata.empty-means-no-topic";

    @TempDir
    private Path folder = Path.of("");

    private MockBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = MockBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theCheckThatMetTheValuePassesAndTheJudgeFails() throws Exception {
        broker.stubFor(request("Metadata").atVersion(7).willReturn(asKafka().with("ControllerId", 999)));

        List<CaseResult> results = play(List.of(JUDGE, MET_BY), Set.of());

        assertThat(results)
                .filteredOn(result -> result.check().id().equals(MET_BY))
                .isNotEmpty()
                .allMatch(result -> result.verdict() == Verdict.PASS);
        assertThat(results)
                .filteredOn(result -> result.verdict() == Verdict.FAIL)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.check().id()).isEqualTo(JUDGE);
                    assertThat(failed.api()).hasToString("Metadata v7");
                });
    }

    @Test
    void aFailureShowsTheFirstExchangeAndHowManyAreLikeIt() throws Exception {
        broker.stubFor(request("Metadata")
                .atVersion(7)
                .willReturn(asKafka().with("ControllerId", 999))
                .onFirst(1));

        CaseResult failed = play(List.of(JUDGE, MET_BY), Set.of()).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .findFirst()
                .orElseThrow();

        assertThat(failed.timeline()).singleElement().isInstanceOf(ExchangeEvent.class);
        assertThat(Objects.requireNonNull(failed.blame()))
                .extracting(Blame::event, Blame::path)
                .containsExactly(0, "ControllerId");
        assertThat(failed.clients()).extracting(reaction -> reaction.client()).contains("Java");
        assertThat(Objects.requireNonNull(failed.failure()).findings())
                .singleElement()
                .asString()
                .matches("responses to Metadata v7 with such a value: 1 of \\d+; the first is shown");
    }

    @Test
    void aJudgeGivesOneVerdictForEachVersionOfWhichThereIsAResponse() throws Exception {
        List<CaseResult> results = play(List.of(JUDGE, MET_BY), Set.of());

        assertThat(results)
                .filteredOn(result -> result.check().id().equals(JUDGE))
                .allMatch(result -> result.verdict() == Verdict.PASS && result.exchanges() > 0)
                .extracting(result -> Objects.requireNonNull(result.api()).version())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
    }

    @Test
    void aJudgeAloneIsFedByChecksWhoseResultsAreNotBooked() throws Exception {
        broker.stubFor(request("ApiVersions").atVersion(1).willReturn(asKafka().with("ApiKeys", List.of())));

        List<CaseResult> results = play(List.of("plausible.no-versions"), Set.of("ApiVersions"));

        assertThat(results)
                .allMatch(result -> result.check().id().equals("plausible.no-versions"))
                .extracting(result -> result.api() + " " + result.verdict())
                .containsExactly(
                        "ApiVersions v0 PASS",
                        "ApiVersions v1 FAIL",
                        "ApiVersions v2 PASS",
                        "ApiVersions v3 PASS",
                        "ApiVersions v4 PASS",
                        "ApiVersions v5 PASS");
    }

    @Test
    void aJudgeWithNothingToJudgeIsSkipped() throws Exception {
        assertThat(play(List.of("plausible.members-amiss", "api-versions.group-apis-are-complete"), Set.of()))
                .filteredOn(result -> result.check().id().startsWith("plausible."))
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
                    assertThat(result.reason()).isEqualTo("no response of this run can have such a value");
                });
    }

    @Test
    void judgesKeepToTheSelectedApis() throws Exception {
        assertThat(play(List.of("plausible.*", "wire.well-formed-answer"), Set.of("Heartbeat")))
                .isNotEmpty()
                .allMatch(result -> result.verdict() == Verdict.PASS
                        && Objects.requireNonNull(result.api()).name().equals("Heartbeat"))
                .extracting(result -> result.check().id())
                .contains("plausible.error-unknown", "plausible.throttle-negative")
                .doesNotContain("plausible.leader-unknown");
    }

    private List<CaseResult> play(List<String> checks, Set<String> apis) throws Exception {
        Path log = folder.resolve("run.jsonl");
        Selection selection = Selection.EVERYTHING.including(checks).withApis(apis);
        ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                        .withSelection(selection))
                .execute();
        RunLog read = RunLog.read(log);
        assertThat(read.faults()).isEmpty();
        return read.results();
    }
}
