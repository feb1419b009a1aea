package io.kspec.suite.mutants;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Shard;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunListener;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plays the suite's checks on a mock broker, and reads their results from the run log. Thread-safe. */
final class MutantRun {
    private static final Shard HALF = new Shard(1, 2);
    private static final ConnectionSettings IMPATIENT =
            ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofSeconds(2));

    /** A whole suite must not find causes that only the load of the machine has. */
    private static final ConnectionSettings PATIENT =
            ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofSeconds(10));

    /** All checks, by id. */
    static final Map<String, ConformanceTest> CHECKS =
            ConformanceRun.checks().stream().collect(Collectors.toMap(ConformanceTest::id, Function.identity()));

    private static final long SEED = 1;
    /** The checks that make a target ready, which the mock broker always is: the stubs count requests without theirs. */
    static final String READY = "ready.";

    private final Path folder;
    private final AtomicInteger runs = new AtomicInteger();

    /** Runs whose logs are written to a folder. */
    MutantRun(Path folder) {
        this.folder = folder;
    }

    /** The results of the mutant's check on the mutant, with more patience if the machine was too busy for the first play. */
    List<CaseResult> play(Mutant mutant) {
        List<CaseResult> results = play(mutant, IMPATIENT);
        boolean answers = mutant.stubs().isEmpty() || mutant.path() != null;
        return answers && results.stream().anyMatch(MutantRun::waitedInVain) ? play(mutant, PATIENT) : results;
    }

    private static boolean waitedInVain(CaseResult result) {
        Failure failure = result.failure();
        return failure != null && failure.found().startsWith("nothing within ");
    }

    private List<CaseResult> play(Mutant mutant, ConnectionSettings connections) {
        return withoutLog(log -> play(selection(mutant), connections, log, mutant));
    }

    /** The results of the whole suite on the broker without bugs. */
    List<CaseResult> playAll() {
        return withoutLog(log -> {
            try (MockBroker broker = broker()) {
                RunSettings settings = RunSettings.of(new Target(broker.host(), broker.port()), log)
                        .withConnections(PATIENT);
                ConformanceRun.of(settings).execute();
                return read(log);
            }
        });
    }

    /** Of the results of the whole suite, those that a mutant's control would have. */
    static List<CaseResult> ofControl(Mutant mutant, List<CaseResult> all) {
        Selection played = selection(mutant);
        return all.stream()
                .filter(result -> {
                    ConformanceTest check = CHECKS.get(result.check().id());
                    ApiVersion at = result.api();
                    return check != null && played.admits(check) && (at == null || played.admitsApi(at.name()));
                })
                .toList();
    }

    /** The results of a half of the suite on a broker with the bugs of some mutants. */
    List<CaseResult> playHalf(Mutant... bugs) {
        return withoutLog(log -> play(Selection.EVERYTHING.withShard(HALF), log, bugs));
    }

    /** The results of a part of the suite on a broker with the bugs of some mutants; the log of the run is kept. */
    static List<CaseResult> play(Selection selection, Path log, Mutant... bugs) {
        return play(selection, PATIENT, log, bugs);
    }

    private static List<CaseResult> play(
            Selection selection, ConnectionSettings connections, Path log, Mutant... bugs) {
        try (MockBroker broker = broker(bugs)) {
            for (Mutant bug : bugs) {
                bug.stubs().forEach(broker::stubFor);
            }
            ConnectionSettings settings = connections;
            for (Mutant bug : bugs) {
                settings = bug.listener().logIn(settings);
            }
            return play(broker, selection, settings, new RunListener() {}, log);
        } catch (IOException e) {
            throw new UncheckedIOException(Arrays.toString(bugs), e);
        }
    }

    /** Plays the whole suite on a broker without bugs, to learn which cases those of some mutants can touch. */
    TouchedCases touched(List<Mutant> mutants) {
        try (MockBroker broker = broker()) {
            TouchedCases touched = new TouchedCases(broker, mutants);
            List<CaseResult> unused = withoutLog(log -> play(broker, Selection.EVERYTHING, PATIENT, touched, log));
            touched.end();
            return touched;
        } catch (IOException e) {
            throw new UncheckedIOException("the broker without bugs", e);
        }
    }

    private static MockBroker broker(Mutant... bugs) throws IOException {
        MockBrokerBuilder builder = MockBroker.builder().seed(SEED);
        builder.brokers(Stream.of(bugs).mapToInt(Mutant::brokers).max().orElse(1));
        for (Mutant bug : bugs) {
            builder.limits(bug.limits());
            bug.configs().forEach(builder::brokerConfig);
            if (bug.takesMetrics()) {
                builder.clientTelemetry(true);
            }
            bug.listener().secure(builder);
            bug.speaking().forEach(builder::versions);
        }
        return builder.start();
    }

    private static List<CaseResult> play(
            MockBroker broker, Selection selection, ConnectionSettings connections, RunListener listener, Path log)
            throws IOException {
        RunSettings settings = RunSettings.of(new Target(broker.host(), broker.port()), log)
                .withConnections(connections)
                .withSelection(selection)
                .withLanes(1);
        ConformanceRun.of(settings).listener(listener).execute();
        return read(log);
    }

    /** The results of a run that ended. */
    static List<CaseResult> read(Path log) throws IOException {
        RunLog read = RunLog.read(log);
        if (read.broken()) {
            throw new IllegalStateException("run log " + log + ": " + read.faults());
        }
        return read.results();
    }

    /** A run that writes its log to a file. */
    private interface LoggedRun {
        List<CaseResult> into(Path log) throws IOException;
    }

    private List<CaseResult> withoutLog(LoggedRun run) {
        Path log = folder.resolve("run-" + runs.getAndIncrement() + ".jsonl");
        try {
            List<CaseResult> results = run.into(log);
            Files.delete(log);
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException(log.toString(), e);
        }
    }

    /** The mutant's check, and what is played with it. */
    static Selection selection(Mutant mutant) {
        String check = mutant.check();
        String api = mutant.api();
        ConformanceTest declared = CHECKS.get(check);
        if (declared == null) {
            throw new IllegalArgumentException("expected the id of a check, found " + check);
        }
        boolean narrowed = api != null && declared.api().equals(ConformanceTest.EVERY_API);
        return Selection.EVERYTHING
                .including(Stream.concat(Stream.of(check), mutant.played().stream())
                        .toList())
                .excluding(check.startsWith(READY) ? List.of() : List.of(READY + "*"))
                .withApis(narrowed ? Set.of(api) : Set.of());
    }
}
