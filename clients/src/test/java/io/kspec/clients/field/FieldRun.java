package io.kspec.clients.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Causes;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays the whole suite on a broker that others wrote. */
final class FieldRun {
    private final FieldBroker broker;
    private final RunOutcome outcome;
    private final RunLog log;

    private FieldRun(FieldBroker broker, RunOutcome outcome, RunLog log) {
        this.broker = broker;
        this.outcome = outcome;
        this.log = log;
    }

    /**
     * Plays the suite, prints its figures, and keeps its log.
     *
     * @param timeout how long to wait for a response
     * @param lanes how many cases are played side by side
     */
    static FieldRun play(FieldBroker broker, Duration timeout, int lanes) throws IOException {
        Path file = broker.log();
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        RunOutcome outcome = ConformanceRun.of(RunSettings.of(broker.command().target(), file)
                        .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(timeout))
                        .withCommand(broker.command())
                        .withLanes(lanes))
                .execute();
        RunLog log = RunLog.read(file);
        System.out.printf(
                "%s: %s in %d s, %d causes; %s%n",
                broker.name(),
                VerdictCounts.of(log.results()),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                Causes.of(log.results()).gravestFirst().size(),
                file);
        return new FieldRun(broker, outcome, log);
    }

    /** Every case that applies was played or is blocked by what failed, and the harness made no error. */
    FieldRun isComplete() {
        assertThat(log.faults()).isEmpty();
        assertThat(outcome.footer().incomplete()).isNull();
        assertThat(texts(Verdict.ERROR)).isEmpty();
        assertThat(texts(Verdict.NOT_PLAYED)).isEmpty();
        Causes causes = Causes.of(log.results());
        assertThat(with(Verdict.BLOCKED))
                .filteredOn(blocked -> causes.of(blocked).isEmpty())
                .allSatisfy(blocked -> assertThat(failures()).anyMatch(failed -> names(blocked.reason(), failed)));
        return this;
    }

    /** The causes found are the reviewed ones. */
    void hasOnlyReviewedCauses() {
        List<String> problems = toReview();
        assertThat(problems)
                .as("%s: causes to review%n%s", broker.name(), String.join("\n", problems))
                .isEmpty();
    }

    /** What has to be reviewed, as {@link CauseReview#of} says it. */
    List<String> toReview() {
        return CauseReview.of(broker.reviewed(), Causes.of(log.results()).gravestFirst(), unplayed());
    }

    private List<FailedCase> failures() {
        return with(Verdict.FAIL).stream().map(FailedCase::of).toList();
    }

    /** Whether the reason for which a case is blocked ends with the case that failed before it. */
    private static boolean names(@Nullable String reason, FailedCase failed) {
        return reason != null && reason.endsWith("(" + failed + ")");
    }

    private Set<FailedCase> unplayed() {
        return with(Verdict.BLOCKED).stream().map(FailedCase::of).collect(Collectors.toSet());
    }

    private List<CaseResult> with(Verdict verdict) {
        return log.results().stream()
                .filter(result -> result.verdict() == verdict)
                .toList();
    }

    private List<String> texts(Verdict verdict) {
        return with(verdict).stream()
                .map(result -> result.check().id() + ", " + result.api() + ": " + result.reason())
                .toList();
    }
}
