package io.kspec.golden.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureFiles;
import io.kspec.golden.CorpusPart;
import io.kspec.golden.Provenance;
import io.kspec.golden.ProvenanceText;
import io.kspec.golden.comparison.Difference;
import io.kspec.golden.recording.BrokerFixture;
import io.kspec.golden.recording.CaptureFolder;
import io.kspec.golden.recording.CaptureRun;
import io.kspec.golden.recording.CaptureSetup;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Apache Kafka answers what it answered before: neither a replay nor a recapture finds differences. What several releases answered
 * alike is replayed on one of them, and the older releases share what is recaptured; with the system property {@code
 * kspec.corpus=whole}, each release plays all.
 */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@MethodSource("io.kspec.reference.ReferenceReleases#all")
record KafkaAgainstItsCapturesTest(String release) {
    private static final Map<String, ReferenceBroker> RUNNING = new ConcurrentHashMap<>();

    /** Together they show every kind of volatile value. */
    private static final List<String> RECAPTURED =
            List.of("ApiVersions", "Produce", "Fetch", "Heartbeat", "Metadata", "SaslAuthenticate");

    @BeforeParameterizedClassInvocation
    static void startBroker(String release) {
        RUNNING.put(
                release,
                ReferenceBroker.of(release)
                        .listener(CaptureSetup.LOGIN_LISTENER, "SASL_PLAINTEXT")
                        .properties(CaptureSetup.configs(release))
                        .properties(CaptureSetup.userConfigs())
                        .start());
    }

    @AfterParameterizedClassInvocation
    static void stopBroker(String release) {
        Objects.requireNonNull(RUNNING.remove(release)).close();
    }

    /**
     * What a replay finds must show again: Kafka 3 forgets a group without members and offsets while a topic is deleted, and each
     * replay deletes those of the one before. The second replay is on another broker, since the first one leaves transactional
     * ids behind, whose epochs go on.
     */
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aReplayFindsNoDifferences() {
        Map<Capture, List<Difference>> found = replayed(captures());
        if (!found.isEmpty()) {
            System.out.println("Apache Kafka " + release + " answered differently, replayed again: " + found);
            stopBroker(release);
            startBroker(release);
            found = replayed(found.keySet());
        }
        assertThat(found).isEmpty();
    }

    /** The differences, by capture. */
    private Map<Capture, List<Difference>> replayed(Collection<Capture> captures) {
        Map<Capture, List<Difference>> found = new LinkedHashMap<>();
        try (Stage stage = Stage.on(target()).open()) {
            BrokerFixture ground = new BrokerFixture(stage, logins());
            ground.awaitCoordinators();
            for (Capture capture : captures) {
                ground.clearFor(capture.api());
                try (Replay replay = new Replay(capture, target(), logins())) {
                    List<Difference> differences = replay.differences();
                    if (!differences.isEmpty()) {
                        found.put(capture, differences);
                    }
                }
            }
        }
        return found;
    }

    private List<Capture> captures() {
        return CaptureFiles.read(release).stream()
                .filter(capture -> CorpusPart.hasCapture(release, capture))
                .toList();
    }

    /** A broker on a busy machine may refuse a request once, so what a recapture finds must show again in a second one. */
    @Test
    @Execution(ExecutionMode.SAME_THREAD)
    void aRecaptureRewritesNothing(@TempDir Path first, @TempDir Path second) throws IOException {
        List<String> report = recapture(first);
        if (!report.isEmpty()) {
            System.out.println("Apache Kafka " + release + " answered differently, captured again: " + report);
            report = recapture(second);
        }
        assertThat(report).isEmpty();
    }

    /** What a recapture of a copy reports; the copy is unchanged if that is nothing. */
    private List<String> recapture(Path releases) throws IOException {
        Map<Path, String> before = copyCaptures(releases);
        Path copy = releases.resolve(CaptureFiles.folder(release).getFileName());
        Provenance old = ProvenanceText.read(copy);
        Provenance today = new Provenance(old.broker(), old.origin(), LocalDate.MAX, "another", old.config());
        List<String> report = new ArrayList<>();

        CaptureFolder folder = new CaptureFolder(copy, today, report::add);
        new CaptureRun(target(), logins()).record(recaptured(), folder);

        assertThat(contents(releases).equals(before)).isEqualTo(report.isEmpty());
        assertThat(folder.unchanged()).isGreaterThan(recaptured().size() * 5);
        return report;
    }

    private List<String> recaptured() {
        int number = ReferenceReleases.all().indexOf(release);
        return CorpusPart.WHOLE || release.equals(ReferenceReleases.newest())
                ? RECAPTURED
                : RECAPTURED.stream()
                        .filter(api -> RECAPTURED.indexOf(api) % 2 == number % 2)
                        .toList();
    }

    private Target target() {
        ReferenceBroker broker = Objects.requireNonNull(RUNNING.get(release));
        return new Target(broker.host(), broker.port());
    }

    private Target logins() {
        ReferenceBroker broker = Objects.requireNonNull(RUNNING.get(release));
        return new Target(broker.host(), broker.port(CaptureSetup.LOGIN_LISTENER));
    }

    /** Copies what is recaptured, of all releases, since a release may share the captures of another. */
    private static Map<Path, String> copyCaptures(Path copy) throws IOException {
        Map<Path, String> captures = contents(CaptureFiles.FOLDER);
        captures.keySet()
                .removeIf(file -> file.getNameCount() == 3
                        && !RECAPTURED.contains(file.getName(1).toString()));
        for (Map.Entry<Path, String> file : captures.entrySet()) {
            Path target = copy.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, file.getValue());
        }
        return captures;
    }

    private static Map<Path, String> contents(Path folder) throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file), Files.readString(file));
            }
        }
        return contents;
    }
}
