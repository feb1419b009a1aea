package io.kspec.cli;

import static io.kspec.cli.SampleLogs.ALIVE;
import static io.kspec.cli.SampleLogs.DEAD;
import static io.kspec.cli.SampleLogs.OUT_OF_RANGE;
import static io.kspec.cli.SampleLogs.SURVIVES;
import static io.kspec.cli.SampleLogs.blocked;
import static io.kspec.cli.SampleLogs.error;
import static io.kspec.cli.SampleLogs.fail;
import static io.kspec.cli.SampleLogs.pass;
import static io.kspec.cli.SampleLogs.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.reports.Summary;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Liveness;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.known.Baseline;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit code of a run that is compared with an earlier one: only what is new counts. */
class KnownFailuresExitCodeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void onlyNewFailuresAreOne() throws IOException {
        assertThat(exitCode(baseline(ALIVE, fail(SURVIVES, 0)), fail(SURVIVES, 0)))
                .isZero();
        assertThat(exitCode(baseline(ALIVE, fail(SURVIVES, 0)), fail(SURVIVES, 0), fail(SURVIVES, 1)))
                .isEqualTo(1);
    }

    @Test
    void whatIsNotPlayedIsFourUnlessThatIsKnown() throws IOException {
        Baseline passed = baseline(ALIVE, pass(SURVIVES, 0), pass(OUT_OF_RANGE, 4));
        Baseline blocked = baseline(ALIVE, blocked(SURVIVES, 0), pass(OUT_OF_RANGE, 4));

        assertThat(exitCode(passed, blocked(SURVIVES, 0), pass(OUT_OF_RANGE, 4)))
                .isEqualTo(4);
        assertThat(exitCode(blocked, blocked(SURVIVES, 0), pass(OUT_OF_RANGE, 4)))
                .isZero();
        assertThat(exitCode(blocked, blocked(SURVIVES, 0), fail(OUT_OF_RANGE, 4)))
                .isEqualTo(1);
    }

    @Test
    void whatKspecItselfFailedInIsFour() throws IOException {
        Baseline failed = baseline(ALIVE, fail(SURVIVES, 0), error(OUT_OF_RANGE, 4));

        assertThat(exitCode(failed, fail(SURVIVES, 0), error(OUT_OF_RANGE, 4))).isEqualTo(4);
        assertThat(exitCode(failed, fail(SURVIVES, 1), error(OUT_OF_RANGE, 4))).isEqualTo(1);
    }

    @Test
    void aTargetThatDiesIsOneUnlessItDiedBefore() throws IOException {
        RunLog died = log(DEAD, null, fail(SURVIVES, 0));
        RunLog diedEarly = log(DEAD, "the target died", fail(SURVIVES, 0));

        assertThat(exitCode(baseline(ALIVE, fail(SURVIVES, 0)), died)).isEqualTo(1);
        assertThat(exitCode(baseline(DEAD, fail(SURVIVES, 0)), died)).isZero();
        assertThat(exitCode(baseline(DEAD, fail(SURVIVES, 0)), diedEarly)).isZero();
    }

    @Test
    void aRunThatEndedEarlyOrHasNoWholeLogIsFour() throws IOException {
        Baseline failed = baseline(ALIVE, fail(SURVIVES, 0));
        RunLog whole = log(ALIVE, null, fail(SURVIVES, 0));

        assertThat(exitCode(failed, log(ALIVE, "the run was interrupted", fail(SURVIVES, 0))))
                .isEqualTo(4);
        assertThat(exitCode(failed, new RunLog(whole.header(), whole.results(), null, List.of())))
                .isEqualTo(4);
        assertThat(exitCode(failed, skipped(SURVIVES, 0))).isEqualTo(4);
    }

    private Baseline baseline(Liveness liveness, CaseResult... results) throws IOException {
        Path file = folder.resolve("baseline.jsonl");
        Files.deleteIfExists(file);
        return Baseline.read(SampleLogs.write(file, List.of(), liveness, null, results));
    }

    private RunLog log(Liveness liveness, @Nullable String incomplete, CaseResult... results) throws IOException {
        Path file = folder.resolve("run.jsonl");
        Files.deleteIfExists(file);
        return RunLog.read(SampleLogs.write(file, List.of(), liveness, incomplete, results));
    }

    private int exitCode(Baseline baseline, CaseResult... results) throws IOException {
        return exitCode(baseline, log(ALIVE, null, results));
    }

    private static int exitCode(Baseline baseline, RunLog log) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Colours.NONE,
                Colours.NONE,
                false,
                Terminal.WIDTH,
                Terminal.WIDTH);
        return new RunSummary(terminal, log, Summary.of(log, baseline, null)).exitCode();
    }
}
