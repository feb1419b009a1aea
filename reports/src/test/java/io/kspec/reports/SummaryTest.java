package io.kspec.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Level;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.LogFault;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.VerdictCounts;
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
                .isEqualTo("localhost:9092 fails 2 checks, in 2 of 3 cases; in 1 of them real clients break.");
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
        assertThat(summary.outcome()).isEqualTo(Outcome.UNDECIDED);
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
}
