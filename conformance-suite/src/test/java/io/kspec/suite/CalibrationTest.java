package io.kspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.CheckDeparture;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReleaseFacts;
import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the suite to its judge: Apache Kafka passes every check, and every pair that it advertises has a case. */
@Tag("broker")
class CalibrationTest {
    private static final ReleaseFacts FACTS = ReleaseFacts.declared();

    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void apacheKafkaPassesEveryCheckAtEveryPairThatItAdvertises(String release, @TempDir Path folder) throws Exception {
        try (ReferenceBroker broker = ReferenceBroker.start(release)) {
            Path file = folder.resolve(release + ".jsonl");
            RunOutcome outcome = ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), file))
                    .execute();
            RunLog log = RunLog.read(file);

            assertThat(log.faults()).isEmpty();
            assertThat(outcome.footer().incomplete()).isNull();
            assertThat(outcome.footer().liveness().alive()).isTrue();
            assertThat(lastingDepartures(log, broker, folder)).isEmpty();
            assertThat(FACTS.departures(release)).allSatisfy(declared -> assertThat(failed(log))
                    .anyMatch(result -> covers(declared, release, result)));
            assertThat(outcome.leftBehind()).isEmpty();
            FACTS.advertised(release)
                    .ifPresent(declared -> assertThat(advertised(log)).hasSize(declared.pairs()));
            assertThat(tried(log)).containsAll(advertised(log));
            System.out.printf(
                    "Apache Kafka %s: %d pairs advertised, each with a case; %s%n",
                    release, advertised(log).size(), outcome.footer().counts());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void theMockPassesEveryCheckToo(int brokers, @TempDir Path folder) throws Exception {
        try (MockBroker broker = MockBroker.builder().brokers(brokers).start()) {
            Path file = folder.resolve("mock-" + brokers + ".jsonl");
            RunOutcome outcome = ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), file))
                    .execute();
            RunLog log = RunLog.read(file);

            assertThat(departures(failed(log))).isEmpty();
            assertThat(outcome.conformant()).as("%s", outcome).isTrue();
            assertThat(outcome.leftBehind()).isEmpty();
            assertThat(tried(log)).containsAll(advertised(log));
        }
    }

    /**
     * What departs, and departs again when its checks are played anew. A broker on a busy machine may be late once; what
     * was seen once only is printed.
     */
    private static List<String> lastingDepartures(RunLog log, ReferenceBroker broker, Path folder) throws Exception {
        List<CaseResult> departed = undeclared(log, broker.release());
        if (departed.isEmpty()) {
            return List.of();
        }
        System.out.println("Apache Kafka " + broker.release() + " departed, played again: " + departures(departed));
        List<String> ids =
                departed.stream().map(result -> result.check().id()).distinct().toList();
        Selection again = Selection.EVERYTHING.including(ids);
        Path file = folder.resolve(broker.release() + "-again.jsonl");
        ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), file)
                        .withSelection(again))
                .execute();
        return departures(undeclared(RunLog.read(file), broker.release()));
    }

    private static List<CaseResult> failed(RunLog log) {
        return log.results().stream()
                .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR)
                .toList();
    }

    /** The failures and errors that are not declared for a release. */
    static List<CaseResult> undeclared(RunLog log, String release) {
        return failed(log).stream()
                .filter(result ->
                        FACTS.departures(release).stream().noneMatch(declared -> covers(declared, release, result)))
                .toList();
    }

    private static boolean covers(CheckDeparture declared, String release, CaseResult result) {
        return declared.covers(release, result.check().id(), String.valueOf(result.api()));
    }

    static List<String> departures(List<CaseResult> results) {
        return results.stream()
                .map(result -> result.check().id() + ", " + result.api() + ": "
                        + (result.failure() == null ? result.reason() : result.failure()))
                .toList();
    }

    private static Set<String> advertised(RunLog log) {
        Set<String> pairs = new TreeSet<>();
        for (AdvertisedApi api : Objects.requireNonNull(log.header()).advertised()) {
            Versions known = Catalog.standard().find(api.key()).orElseThrow().versions();
            Versions both = known.intersect(new Versions(api.min(), api.max()));
            for (int version = both.lowest(); version <= both.highest(); version++) {
                pairs.add(api.name() + " v" + version);
            }
        }
        return pairs;
    }

    /** The pairs that have a wire case: passed, or skipped with its reason. */
    private static Set<String> tried(RunLog log) {
        return log.results().stream()
                .filter(result -> result.check().id().equals("wire.well-formed-answer"))
                .filter(result -> result.verdict() == Verdict.PASS || result.reason() != null)
                .map(CaseResult::api)
                .filter(Objects::nonNull)
                .map(ApiVersion::toString)
                .collect(Collectors.toSet());
    }
}
