package io.kspec.junit;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.reports.HtmlReport;
import io.kspec.reports.JUnitXmlReport;
import io.kspec.reports.Summary;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.known.KnownFailures;
import io.kspec.scenarios.InvalidScenarioException;
import io.kspec.scenarios.Scenario;
import io.kspec.scenarios.ScenarioCatalog;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.check.ClientFlowCheck;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.check.ScenarioCheck;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.NoKafkaThere;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;

/**
 * Plays the conformance suite against a broker, and gives its cases as tests of JUnit Jupiter:
 *
 * <pre>{@code
 * class MyBrokerTest {
 *     @TestFactory
 *     Stream<DynamicNode> speaksKafka() {
 *         return KafkaConformance.of("localhost:9092").profile("consumer").tests();
 *     }
 * }
 * }</pre>
 *
 * <p>A case that fails is a failed test whose message begins with the cause; one that is skipped, blocked or known to fail is
 * an aborted test with the reason. Values are immutable: each method returns another one.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class KafkaConformance {
    private final Target target;
    private final Selection selection;
    private final Duration timeout;
    private final Duration limit;
    private final @Nullable Path knownFailures;
    private final @Nullable Path report;
    private final List<Scenario> scenarios;

    private KafkaConformance(
            Target target,
            Selection selection,
            Duration timeout,
            Duration limit,
            @Nullable Path knownFailures,
            @Nullable Path report,
            List<Scenario> scenarios) {
        this.target = target;
        this.selection = selection;
        this.timeout = timeout;
        this.limit = limit;
        this.knownFailures = knownFailures;
        this.report = report;
        this.scenarios = scenarios;
    }

    /**
     * All checks, against a broker that listens.
     *
     * @param hostAndPort such as {@code localhost:9092}; an IPv6 address goes in brackets
     * @throws IllegalArgumentException if it is not a host and a port
     */
    public static KafkaConformance of(String hostAndPort) {
        return new KafkaConformance(
                Target.parse(hostAndPort),
                Selection.EVERYTHING,
                ConnectionSettings.DEFAULT.readTimeout(),
                RunSettings.DEFAULT_LIMIT,
                null,
                null,
                List.of());
    }

    /**
     * Only the checks of a profile: what a broker must do for one kind of client.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public KafkaConformance profile(String name) {
        if (!Profiles.ALL.contains(name)) {
            throw new IllegalArgumentException("expected one of the profiles " + Profiles.ALL + ", found " + name);
        }
        return with(selection.withProfile(name));
    }

    /** Only checks with these ids, in which {@code *} stands for any characters; all if there are none. */
    public KafkaConformance checks(String... ids) {
        return with(selection.including(ids));
    }

    /** Without the checks with these ids, in which {@code *} stands for any characters. */
    public KafkaConformance withoutChecks(String... ids) {
        return with(selection.excluding(List.of(ids)));
    }

    /**
     * Only the cases of these APIs; of all if there are none.
     *
     * @param names Kafka's names, such as {@code OffsetFetch}
     * @throws IllegalArgumentException if Kafka has no API of such a name
     */
    public KafkaConformance apis(String... names) {
        Set<String> known = apis();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("expected the name of an API such as OffsetFetch, found " + name);
            }
        }
        return with(selection.withApis(Set.of(names)));
    }

    /** How long to wait for a response (default: 10 s). */
    public KafkaConformance timeout(Duration longest) {
        return new KafkaConformance(target, selection, longest, limit, knownFailures, report, scenarios);
    }

    /** How long the whole run may take (default: 30 minutes); what was not played by then is aborted. */
    public KafkaConformance limit(Duration longest) {
        return new KafkaConformance(target, selection, timeout, longest, knownFailures, report, scenarios);
    }

    /** The failures that are known, in the format of {@code kspec run --known-failures}. */
    public KafkaConformance knownFailures(Path file) {
        return new KafkaConformance(target, selection, timeout, limit, file, report, scenarios);
    }

    /** A folder for {@code report.html}, {@code junit.xml} and {@code run.jsonl} (default: none is written). */
    public KafkaConformance report(Path folder) {
        return new KafkaConformance(target, selection, timeout, limit, knownFailures, folder, scenarios);
    }

    /**
     * Also plays scenarios of your own, each as a check {@code scenario.NAME}; again for more of them.
     *
     * @param path a file, or a folder of {@code .yaml} files
     * @throws IllegalArgumentException with every problem of the files, with line and column, if they are not valid
     * @throws UncheckedIOException if they cannot be read
     */
    public KafkaConformance scenarios(Path path) {
        try {
            List<Scenario> read = ScenarioCatalog.load(path).scenarios();
            List<Scenario> all =
                    Stream.concat(scenarios.stream(), read.stream()).toList();
            if (read.isEmpty()) {
                throw new IllegalArgumentException("expected scenarios, found no .yaml file in " + path);
            }
            Set<String> names = all.stream().map(Scenario::name).collect(Collectors.toSet());
            if (names.size() < all.size()) {
                throw new IllegalArgumentException("expected scenarios with names of their own, found one in " + path
                        + " whose name another one has");
            }
            return new KafkaConformance(target, selection, timeout, limit, knownFailures, report, all);
        } catch (InvalidScenarioException e) {
            throw new IllegalArgumentException("invalid scenarios:\n" + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("scenarios: " + e.getMessage(), e);
        }
    }

    private KafkaConformance with(Selection chosen) {
        return new KafkaConformance(target, chosen, timeout, limit, knownFailures, report, scenarios);
    }

    /**
     * Plays the suite, which takes up to a minute, and returns its cases: a container for each API, with a test for each check
     * and version.
     *
     * @throws IllegalStateException if no Kafka broker answers
     * @throws IllegalArgumentException if no check is selected, or the file of known failures is not valid
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public Stream<DynamicNode> tests() {
        try {
            KnownFailures known = knownFailures == null ? null : read(knownFailures);
            Path folder = report == null ? Files.createTempDirectory("kspec-") : Files.createDirectories(report);
            Path file = folder.resolve("run.jsonl");
            try {
                Files.deleteIfExists(file);
                play(file);
                RunLog log = RunLog.read(file);
                Summary summary = Summary.of(log, null, known);
                if (report != null) {
                    HtmlReport.write(log, summary, folder.resolve("report.html"));
                    JUnitXmlReport.write(log, summary, folder.resolve("junit.xml"));
                }
                return new CaseTests(log, summary).nodes();
            } finally {
                if (report == null) {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void play(Path file) {
        RunSettings settings = RunSettings.of(target, file)
                .withSelection(selection)
                .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(timeout))
                .withLimit(limit)
                .withScenarios(added());
        try {
            ConformanceRun.of(settings).execute();
        } catch (NoKafkaThere e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private KnownFailures read(Path file) throws IOException {
        try {
            return KnownFailures.read(file, checks(), apis());
        } catch (KnownFailures.InvalidFile e) {
            throw new IllegalArgumentException("known failures: invalid file:\n" + e.getMessage(), e);
        }
    }

    private List<String> checks() {
        return Stream.concat(ConformanceRun.checks().stream(), added().stream())
                .map(ConformanceTest::id)
                .toList();
    }

    /** The flows of real clients, and the scenarios of the user. */
    private List<ScenarioCheck> added() {
        return Stream.concat(
                        ClientFlowCheck.packaged().stream(), scenarios.stream().map(ScenarioCheck::new))
                .toList();
    }

    private static Set<String> apis() {
        return Set.copyOf(Catalog.standard().apis().stream().map(ApiSpec::name).toList());
    }
}
