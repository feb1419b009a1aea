package io.kspec.clients.field;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Causes;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.CaseName;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the suite found on a broker that others wrote. */
final class FieldRun {
    private final FieldBroker broker;
    private final Duration timeout;
    private final int lanes;
    private final List<CaseResult> results;

    private FieldRun(FieldBroker broker, Duration timeout, int lanes, List<CaseResult> results) {
        this.broker = broker;
        this.timeout = timeout;
        this.lanes = lanes;
        this.results = results;
    }

    /**
     * Plays the whole suite, prints its figures, and keeps its log.
     *
     * @param timeout how long to wait for a response
     * @param lanes how many cases are played side by side
     * @throws AssertionError if a case that applies was neither played nor blocked by what failed, or the harness made an error
     */
    static FieldRun play(FieldBroker broker, Duration timeout, int lanes) throws IOException {
        FieldRun nothing = new FieldRun(broker, timeout, lanes, List.of());
        return nothing.with(nothing.play(Selection.EVERYTHING, broker.log("run")));
    }

    private FieldRun with(List<CaseResult> played) {
        return new FieldRun(broker, timeout, lanes, played);
    }

    private List<CaseResult> play(Selection selection, Path file) throws IOException {
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        RunOutcome outcome = ConformanceRun.of(RunSettings.of(broker.command().target(), file)
                        .withSelection(selection)
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
        requireComplete(outcome, log);
        return log.results();
    }

    private static void requireComplete(RunOutcome outcome, RunLog log) {
        List<CaseResult> results = log.results();
        assertThat(log.faults()).isEmpty();
        assertThat(outcome.footer().incomplete()).isNull();
        assertThat(with(Verdict.ERROR, results)).extracting(FieldRun::text).isEmpty();
        assertThat(with(Verdict.NOT_PLAYED, results)).extracting(FieldRun::text).isEmpty();
        Causes causes = Causes.of(results);
        List<FailedCase> failures =
                with(Verdict.FAIL, results).stream().map(FailedCase::of).toList();
        assertThat(with(Verdict.BLOCKED, results))
                .filteredOn(blocked -> causes.of(blocked).isEmpty())
                .allSatisfy(blocked -> assertThat(failures).anyMatch(failed -> names(blocked.reason(), failed)));
    }

    /** Whether the reason for which a case is blocked ends with the case that failed before it. */
    private static boolean names(@Nullable String reason, FailedCase failed) {
        return reason != null && reason.endsWith("(" + failed + ")");
    }

    private static String text(CaseResult result) {
        return result.check().id() + ", " + result.api() + ": " + result.reason();
    }

    private static List<CaseResult> with(Verdict verdict, List<CaseResult> results) {
        return results.stream().filter(result -> result.verdict() == verdict).toList();
    }

    /**
     * This run, after the cases that have to be reviewed were played again, apart from the others. Those that were played have
     * their new results.
     */
    FieldRun again() throws IOException {
        List<ToReview> problems = toReview();
        if (problems.isEmpty()) {
            return this;
        }
        System.out.println("to review, played again:\n" + texts(problems));
        List<CaseName> names = problems.stream()
                .flatMap(problem -> problem.cases().stream())
                .distinct()
                .map(FailedCase::name)
                .toList();
        Map<FailedCase, CaseResult> played = play(Selection.EVERYTHING.withCases(names), broker.log("again")).stream()
                .filter(result -> result.verdict() == Verdict.PASS || result.verdict() == Verdict.FAIL)
                .collect(Collectors.toMap(FailedCase::of, Function.identity()));
        return with(results.stream()
                .map(result -> played.getOrDefault(FailedCase.of(result), result))
                .toList());
    }

    /** The causes found are the reviewed ones. */
    void hasOnlyReviewedCauses() {
        List<ToReview> problems = toReview();
        assertThat(problems)
                .as("%s: causes to review%n%s", broker.name(), texts(problems))
                .isEmpty();
    }

    private List<ToReview> toReview() {
        Set<FailedCase> unplayed =
                with(Verdict.BLOCKED, results).stream().map(FailedCase::of).collect(Collectors.toSet());
        return CauseReview.of(broker.reviewed(), Causes.of(results).gravestFirst(), unplayed);
    }

    private static String texts(List<ToReview> problems) {
        return problems.stream().map(ToReview::text).collect(Collectors.joining("\n"));
    }
}
