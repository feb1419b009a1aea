package io.kspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.reference.ReferenceBroker;
import io.kspec.runlog.RunLog;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases that are played side by side do not disturb each other: run after run, Apache Kafka passes every check. The system
 * property {@code kspec.lanes.runs} sets the number of runs.
 */
@Tag("long")
@Tag("broker")
@EnabledIfSystemProperty(
        named = "kspec.lanes.runs",
        matches = "[0-9]+",
        disabledReason = "takes minutes; CalibrationTest plays the releases once, in as many lanes")
class LanesTest {
    private static final int RUNS = Integer.getInteger("kspec.lanes.runs", 1);
    private static final int LANES = 16;

    @ParameterizedTest
    @MethodSource("io.kspec.reference.ReferenceReleases#all")
    void apacheKafkaPassesEveryRun(String release, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws Exception {
        try (ReferenceBroker broker = ReferenceBroker.start(release)) {
            for (int run = 1; run <= RUNS; run++) {
                Path file = folder.resolve(run + ".jsonl");
                Instant start = Instant.now();
                RunOutcome outcome = ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), file)
                                .withLanes(LANES))
                        .execute();
                Duration took = Duration.between(start, Instant.now());
                System.out.printf(
                        "Apache Kafka %s, run %d of %d in %d lanes: %d s, %s%n",
                        release,
                        run,
                        RUNS,
                        LANES,
                        took.toSeconds(),
                        outcome.footer().counts());

                RunLog log = RunLog.read(file);
                assertThat(log.faults()).isEmpty();
                assertThat(outcome.footer().incomplete()).isNull();
                assertThat(outcome.footer().counts().blocked())
                        .as("blocked cases of run %d, %s", run, file)
                        .isZero();
                assertThat(CalibrationTest.departures(CalibrationTest.undeclared(log.results(), release)))
                        .as("run %d, %s", run, file)
                        .isEmpty();
                assertThat(outcome.leftBehind()).isEmpty();
            }
        }
    }
}
