package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.RunOptions;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Cause;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final CaseResult PASS =
            CaseResult.passed(SampleRun.check("wire.answers", "It answers", Level.MUST), null, 1, 1);

    private static RunLog ending(RunLog log, Liveness liveness, @Nullable String incomplete) {
        RunFooter footer =
                new RunFooter(SampleRun.START.plusSeconds(9), VerdictCounts.of(log.results()), liveness, incomplete);
        return new RunLog(log.header(), log.results(), footer, List.of());
    }

    private static RunLog of(CaseResult... results) {
        return SampleRun.log(List.of(), List.of(results));
    }

    @Test
    void aRunWithoutFailureIsConformant() {
        Summary summary = Summary.of(SampleRun.conformant());
        assertThat(summary.outcome()).isEqualTo(Outcome.CONFORMANT);
        assertThat(summary.sentence())
                .isEqualTo("localhost:9092 did what Apache Kafka does in all 1,580 cases that applied.");
        assertThat(summary.warnings()).isEmpty();
    }

    @Test
    void oneMustFailureIsNotConformant() {
        Summary summary =
                Summary.of(of(PASS, SampleFailures.groupErrorIsMissing(), SampleFailures.deadGroupIsAnError()));
        assertThat(summary.outcome()).isEqualTo(Outcome.NOT_CONFORMANT);
        assertThat(summary.mustFailures()).isEqualTo(1);
        assertThat(summary.shouldFailures()).isEqualTo(1);
        assertThat(summary.sentence())
                .isEqualTo(
                        "localhost:9092 fails 2 of 3 cases, which have 2 causes: real clients break on 1, clients cope"
                                + " with 1.");
    }

    @Test
    void shouldFailuresAloneAreDepartures() {
        Summary summary = Summary.of(of(PASS, SampleFailures.deadGroupIsAnError()));
        assertThat(summary.outcome()).isEqualTo(Outcome.DEPARTS);
        assertThat(summary.sentence()).contains("departs from Apache Kafka in 1 of 2 cases");
    }

    @Test
    void aTargetThatDiedIsNotConformant() {
        Summary summary = Summary.of(ending(of(PASS), new Liveness(false, "connection refused"), null));
        assertThat(summary.outcome()).isEqualTo(Outcome.NOT_CONFORMANT);
        assertThat(summary.warnings()).containsExactly("The target did not answer at the end: connection refused");
    }

    @Test
    void whatEndedTheRunIsNotToldAgainAsItsEnd() {
        Summary summary = Summary.of(ending(
                of(PASS),
                new Liveness(false, "connection refused"),
                "the target has not answered since wire.unknown-api-refused: connection refused"));
        assertThat(summary.warnings())
                .containsExactly("The run is incomplete: the target has not answered since wire.unknown-api-refused:"
                        + " connection refused");
    }

    @Test
    void figuresAreWrittenAsInTheSentence() {
        Summary summary = Summary.of(of(Collections.nCopies(1_204, PASS).toArray(CaseResult[]::new)));
        assertThat(summary.figures()).isEqualTo("1,204 passed, 0 failed, 0 skipped, 0 errors, 0 blocked, 0 not played");
        assertThat(summary.sentence()).contains("1,204 cases");
    }

    @Test
    void aHarnessErrorLeavesTheRunUndecided() {
        CaseResult error = CaseResult.error(PASS.check(), null, "port in use", 0, 0, List.of());
        Summary summary = Summary.of(of(PASS, error));
        assertThat(summary.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(summary.sentence()).contains("kspec itself failed in 1 case");
    }

    @Test
    void aRunThatStoppedEarlyIsUndecided() {
        Summary summary = Summary.of(ending(of(PASS), SampleRun.ALIVE, "interrupted from the keyboard"));
        assertThat(summary.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(summary.warnings()).containsExactly("The run is incomplete: interrupted from the keyboard");
    }

    @Test
    void aRunOfSkippedCasesAloneSaysNothing() {
        Summary summary = Summary.of(of(CaseResult.skipped(PASS.check(), null, "not advertised")));
        assertThat(summary.outcome()).isEqualTo(Outcome.NOTHING_CHECKED);
        assertThat(summary.headline()).isEqualTo("Nothing checked");
        assertThat(summary.sentence()).contains("nothing can be said");
    }

    @Test
    void aBrokenLogIsABrokenRunWhateverItHolds() {
        LogFault fault = new LogFault(3, "a footer", "the end of the log: the run was cut off");
        Summary summary = Summary.of(new RunLog(null, List.of(PASS), null, List.of(fault)));
        assertThat(summary.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(summary.target()).isEqualTo("an unknown target");
        assertThat(summary.warnings())
                .containsExactly("Run log, line 3: expected a footer, found the end of the log: the run was cut off.");
    }

    @Test
    void whatClientsDoIsCountedApartFromRobustness() {
        Summary summary = SampleCauses.summary();
        assertThat(summary.sentence())
                .isEqualTo("No client can connect to localhost:9092. It fails 25 of 510 cases, which have 6 causes:"
                        + " real clients break on 4, clients cope with 1, only hostile or malformed requests show 1."
                        + " 7 cases that apply were not played.");
    }

    @Test
    void robustnessAloneBreaksNoClient() {
        List<Cause> causes = SampleCauses.all();
        Cause hostile = causes.get(causes.size() - 1);
        Summary summary = Summary.of(of(hostile.cases().toArray(CaseResult[]::new)), List.of(hostile));
        assertThat(summary.sentence())
                .isEqualTo("localhost:9092 fails 4 of 4 cases, which have one cause: only hostile or malformed requests"
                        + " show it.");
    }

    @Test
    void blockedCasesLeaveTheRunUndecided() {
        Summary summary = Summary.of(of(PASS, CaseResult.blocked(PASS.check(), null, "needs a leader", "a leader")));
        assertThat(summary.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(summary.sentence()).contains("1 case was blocked");
    }

    @Test
    void casesThatWereNotPlayedAreNamedWithWhatToDoNext() {
        CaseResult missed =
                CaseResult.notPlayed(PASS.check(), new ApiVersion(1, "Fetch", 4), "the run was interrupted");
        Summary alive = Summary.of(ending(of(PASS, missed), SampleRun.ALIVE, "the run was interrupted"));
        assertThat(alive.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(alive.warnings())
                .containsExactly(
                        "The run is incomplete: the run was interrupted",
                        "1 case was not played: Fetch v4. To play them, run again; --limit gives a run more time, --api"
                                + " and --check narrow it.");
        CaseResult started = SampleCauses.findCoordinatorKills();
        assertThat(dead(started, missed).warnings())
                .last()
                .asString()
                .endsWith("To play them, mend what kills it most often, or leave that out with --exclude-api"
                        + " FindCoordinator.");
        assertThat(dead(SampleCauses.findCoordinatorKills(null), missed).warnings())
                .last()
                .asString()
                .contains("--exec 'COMMAND'")
                .endsWith("--exclude find-coordinator.names-a-broker.");
    }

    private static Summary dead(CaseResult... results) {
        return Summary.of(ending(of(results), new Liveness(false, "connection refused"), "it died"));
    }

    @Test
    void anApiThatIsNotAdvertisedIsNotConformant() {
        RunLog nothing = limitedTo(List.of("api ShareFetch"), PASS);
        assertThat(Summary.of(nothing).outcome()).isEqualTo(Outcome.NOTHING_CHECKED);
        assertThat(Summary.of(nothing).sentence())
                .isEqualTo(
                        "localhost:9092 does not advertise ShareFetch, so nothing that was asked for could be checked.");
        RunLog half = limitedTo(List.of("api Fetch", "api ShareFetch"), PASS);
        assertThat(Summary.of(half).outcome()).isEqualTo(Outcome.CONFORMANT);
        assertThat(Summary.of(half).sentence())
                .endsWith("It does not advertise ShareFetch, so nothing of that API was checked.");
    }

    private static RunLog limitedTo(List<String> filters, CaseResult... results) {
        RunLog log = SampleRun.log(List.of(new AdvertisedApi(1, "Fetch", 4, 11)), List.of(results));
        return SampleRun.with(new RunOptions("core", filters), log);
    }
}
