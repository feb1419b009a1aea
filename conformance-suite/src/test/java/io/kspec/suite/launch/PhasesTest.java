package io.kspec.suite.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.stage.net.Target;
import io.kspec.suite.session.RunListener;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the phases of a run are played, in one lane and in several. */
@Tag("long")
@Timeout(120)
class PhasesTest {
    private static final List<String> ONE_OF_EACH_PHASE = List.of(
            "plausible.leader-unknown",
            "connection.garbage-refused",
            "metadata.null-means-all-topics",
            "fetch.idle-wait-ends",
            "metadata.topic-is-shown",
            "wire.request-in-pieces",
            "ready.topic");
    private static final String WAITS = "fetch.idle-wait-ends";

    @TempDir
    private Path folder = Path.of("");

    private MockBroker broker;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void inOneLaneTheOrderIsByRiskAndThenByAreaAndVersion() throws IOException {
        List<CaseResult> results = play(ONE_OF_EACH_PHASE, 1, new RunListener() {});

        assertThat(results.stream().map(result -> result.check().id()).distinct())
                .containsExactly(
                        "ready.topic",
                        "wire.request-in-pieces",
                        "metadata.topic-is-shown",
                        "fetch.idle-wait-ends",
                        "metadata.null-means-all-topics",
                        "connection.garbage-refused",
                        "plausible.leader-unknown");
        assertThat(names(results, WAITS))
                .isNotEmpty()
                .isSortedAccordingTo((one, other) -> Integer.compare(version(one), version(other)));
    }

    /** What judges the responses of others is counted once they are there. */
    @Test
    void theNumberOfCasesIsToldBeforeTheyArePlayed() throws IOException {
        List<Integer> planned = new ArrayList<>();
        List<CaseResult> results = play(ONE_OF_EACH_PHASE, 8, new RunListener() {
            @Override
            public void planned(int cases) {
                planned.add(cases);
            }
        });

        long judging = results.stream()
                .filter(result -> result.check().id().startsWith("plausible."))
                .count();
        assertThat(planned).containsExactly((int) (results.size() - judging), results.size());
    }

    @Test
    void severalLanesFindWhatOneLaneFinds() throws IOException {
        List<CaseResult> one = play(ONE_OF_EACH_PHASE, 1, new RunListener() {});
        List<CaseResult> several = play(ONE_OF_EACH_PHASE, 8, new RunListener() {});

        assertThat(verdicts(several)).isEqualTo(verdicts(one)).isNotEmpty();
    }

    @Test
    void theVersionsOfACheckRunSideBySideAndWhatIsAloneDoesNot() throws IOException {
        Overlaps overlaps = new Overlaps();
        play(ONE_OF_EACH_PHASE, 8, overlaps);

        assertThat(overlaps.mostOfItself(WAITS)).isGreaterThan(2);
        assertThat(overlaps.most(WAITS)).isLessThanOrEqualTo(8);
        assertThat(overlaps.most("metadata.null-means-all-topics")).isEqualTo(1);
        assertThat(overlaps.most("connection.garbage-refused")).isEqualTo(1);
    }

    @Test
    void anInterruptedRunEndsAllCasesInFlightAndCleansUp() throws IOException {
        AtomicReference<ConformanceRun> run = new AtomicReference<>();
        RunListener interrupting = new RunListener() {
            @Override
            public void ended(CaseResult result) {
                if (result.check().id().equals(WAITS)) {
                    Objects.requireNonNull(run.get()).interrupt();
                }
            }
        };
        Path log = folder.resolve("interrupted.jsonl");
        ConformanceRun interrupted =
                ConformanceRun.of(settings(log, ONE_OF_EACH_PHASE, 8)).listener(interrupting);
        run.set(interrupted);
        RunOutcome outcome = interrupted.execute();

        assertThat(outcome.footer().incomplete()).isEqualTo("the run was interrupted");
        assertThat(outcome.leftBehind()).isEmpty();
        assertThat(RunLog.read(log).results())
                .filteredOn(result -> result.check().id().equals("connection.garbage-refused"))
                .singleElement()
                .extracting(CaseResult::reason)
                .isEqualTo("the run was interrupted");
    }

    /** Counts how many cases are played at the same time as one of a check. Results are told later than cases end. */
    private static final class Overlaps implements RunListener {
        private final Map<String, Long> began = new LinkedHashMap<>();
        private final List<Span> spans = new ArrayList<>();

        @Override
        public void began(String checkId, String caseName) {
            began.put(checkId + caseName, System.nanoTime());
        }

        @Override
        public void ended(CaseResult result) {
            String id = result.check().id();
            String name = result.api() == null ? id : String.valueOf(result.api());
            Long start = began.get(id + name);
            if (start != null) {
                spans.add(new Span(id, start, start + (long) (result.durationMs() * 1e6)));
            }
        }

        long mostOfItself(String checkId) {
            return most(checkId, span -> span.check().equals(checkId));
        }

        long most(String checkId) {
            return most(checkId, span -> true);
        }

        /** The largest number of some cases that were being played when one of the check began or while it was played. */
        private long most(String checkId, Predicate<Span> counted) {
            return spans.stream()
                    .filter(span -> span.check().equals(checkId))
                    .flatMap(span ->
                            spans.stream().filter(other -> other.start() >= span.start() && other.start() < span.end()))
                    .mapToLong(moment -> spans.stream()
                            .filter(counted)
                            .filter(other -> other.start() <= moment.start() && other.end() > moment.start())
                            .count())
                    .max()
                    .orElse(0);
        }
    }

    private record Span(String check, long start, long end) {}

    private List<CaseResult> play(List<String> checks, int lanes, RunListener listener) throws IOException {
        Path log = folder.resolve("lanes-" + lanes + ".jsonl");
        RunOutcome outcome = ConformanceRun.of(settings(log, checks, lanes))
                .listener(listener)
                .execute();
        assertThat(outcome.conformant()).as("%s", outcome).isTrue();
        RunLog read = RunLog.read(log);
        assertThat(read.faults()).isEmpty();
        return read.results();
    }

    private RunSettings settings(Path log, List<String> checks, int lanes) {
        return RunSettings.of(new Target(broker.host(), broker.port()), log)
                .withSelection(Selection.EVERYTHING
                        .including(checks)
                        .excluding(List.of("ready.coordinator", "ready.group", "ready.group-offsets")))
                .withLanes(lanes);
    }

    private static List<String> names(List<CaseResult> results, String checkId) {
        return results.stream()
                .filter(result -> result.check().id().equals(checkId))
                .map(result -> String.valueOf(result.api()))
                .toList();
    }

    private static int version(String name) {
        return Integer.parseInt(name.substring(name.indexOf(" v") + 2));
    }

    private static Map<String, String> verdicts(List<CaseResult> results) {
        Map<String, String> verdicts = new TreeMap<>();
        results.forEach(result ->
                verdicts.put(result.check().id() + " " + result.api(), result.verdict() + " " + result.reason()));
        return verdicts;
    }
}
