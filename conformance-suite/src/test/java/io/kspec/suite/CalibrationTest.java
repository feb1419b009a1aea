package io.kspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import io.kspec.reference.CheckDeparture;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.reference.ReleaseFacts;
import io.kspec.runlog.AdvertisedApi;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Shard;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the suite to its judge: Apache Kafka passes every check, and every pair that it advertises has a case. The newest
 * release plays every case, the older ones and the mock of several brokers a third each; with the system property {@code
 * kspec.calibration=whole}, each plays all. The mock of one broker plays every case in {@code MutantsTest}, where it is the
 * control of the mutants.
 */
@Tag("broker")
class CalibrationTest {
    private static final ReleaseFacts FACTS = ReleaseFacts.declared();
    private static final boolean WHOLE = "whole".equals(System.getProperty("kspec.calibration"));
    private static final int THIRDS = 3;
    private static final int BROKERS = 3;
    /** Has a case for every pair that is advertised. */
    private static final String EVERY_PAIR = "wire.well-formed-answer";

    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void apacheKafkaPassesEveryCheckAtEveryPairThatItAdvertises(String release, @TempDir Path folder) throws Exception {
        try (ReferenceBroker broker = ReferenceBroker.start(release)) {
            Target target = new Target(broker.host(), broker.port());
            List<CaseResult> results = new ArrayList<>();
            RunLog log =
                    play(target, Selection.EVERYTHING.withShard(part(release)), folder.resolve(release + ".jsonl"));
            results.addAll(log.results());
            if (!part(release).isWhole()) {
                RunLog everywhere = play(target, playedByAll(release), folder.resolve(release + "-all.jsonl"));
                results.addAll(everywhere.results());
            }

            assertThat(lastingDepartures(results, broker, folder)).isEmpty();
            assertThat(FACTS.departures(release)).allSatisfy(declared -> assertThat(failed(results))
                    .anyMatch(result -> covers(declared, release, result)));
            FACTS.advertised(release)
                    .ifPresent(declared -> assertThat(advertised(log)).hasSize(declared.pairs()));
            assertThat(tried(results)).containsAll(advertised(log));
            System.out.printf(
                    "Apache Kafka %s: %d pairs advertised, each with a case; part %s of the cases: %s%n",
                    release,
                    advertised(log).size(),
                    part(release),
                    Objects.requireNonNull(log.footer()).counts());
        }
    }

    @Test
    void aMockOfSeveralBrokersPassesEveryCheckToo(@TempDir Path folder) throws Exception {
        try (MockBroker broker = MockBroker.builder().brokers(BROKERS).start()) {
            Target target = new Target(broker.host(), broker.port());
            Shard part = WHOLE ? Shard.WHOLE : new Shard(THIRDS, THIRDS);
            RunLog log = play(target, Selection.EVERYTHING.withShard(part), folder.resolve("mock.jsonl"));

            assertThat(departures(failed(log.results()))).isEmpty();
            assertThat(log.results()).anyMatch(result -> result.verdict() == Verdict.PASS);
            assertThat(log.results()).noneMatch(result -> result.verdict() == Verdict.BLOCKED);
            if (part.isWhole()) {
                assertThat(tried(log.results())).containsAll(advertised(log));
            }
        }
    }

    /** The part of the cases that a release plays. */
    private static Shard part(String release) {
        List<String> older = new ArrayList<>(ReferenceReleases.all());
        older.remove(ReferenceReleases.newest());
        int index = older.indexOf(release);
        return WHOLE || index < 0 ? Shard.WHOLE : new Shard(index % THIRDS + 1, THIRDS);
    }

    /** What every release plays: a case for each pair, and the checks that it is declared to fail. */
    private static Selection playedByAll(String release) {
        List<String> checks = new ArrayList<>(List.of(EVERY_PAIR));
        FACTS.departures(release).forEach(declared -> checks.add(declared.check()));
        return Selection.EVERYTHING.including(checks);
    }

    private static RunLog play(Target target, Selection selection, Path file) throws Exception {
        RunOutcome outcome = ConformanceRun.of(RunSettings.of(target, file).withSelection(selection))
                .execute();
        RunLog log = RunLog.read(file);
        assertThat(log.faults()).isEmpty();
        assertThat(outcome.footer().incomplete()).isNull();
        assertThat(outcome.footer().liveness().alive()).isTrue();
        assertThat(outcome.leftBehind()).isEmpty();
        return log;
    }

    /**
     * What departs, and departs again when its checks are played anew. A broker on a busy machine may be late once; what
     * was seen once only is printed.
     */
    private static List<String> lastingDepartures(List<CaseResult> results, ReferenceBroker broker, Path folder)
            throws Exception {
        List<CaseResult> departed = undeclared(results, broker.release());
        if (departed.isEmpty()) {
            return List.of();
        }
        System.out.println("Apache Kafka " + broker.release() + " departed, played again: " + departures(departed));
        List<String> ids =
                departed.stream().map(result -> result.check().id()).distinct().toList();
        RunLog again = play(
                new Target(broker.host(), broker.port()),
                Selection.EVERYTHING.including(ids),
                folder.resolve(broker.release() + "-again.jsonl"));
        return departures(undeclared(again.results(), broker.release()));
    }

    private static List<CaseResult> failed(List<CaseResult> results) {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR)
                .toList();
    }

    /** The failures and errors that are not declared for a release. */
    static List<CaseResult> undeclared(List<CaseResult> results, String release) {
        return failed(results).stream()
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
    private static Set<String> tried(List<CaseResult> results) {
        return results.stream()
                .filter(result -> result.check().id().equals(EVERY_PAIR))
                .filter(result -> result.verdict() == Verdict.PASS || result.reason() != null)
                .map(CaseResult::api)
                .filter(Objects::nonNull)
                .map(ApiVersion::toString)
                .collect(Collectors.toSet());
    }
}
