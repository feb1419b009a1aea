package io.kspec.suite.sweep;

import static io.kspec.mock.script.RequestPattern.anyRequest;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Causes;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that ignores what it cannot read is not awaited for as long as ever at each version of each API. */
class IgnoredRequestsTest {
    private static final String CHECK = "wire.truncated-request-refused";

    private static List<CaseResult> failed(Path log) throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(anyRequest().onlyRefused().willReturn(silence()));
            ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                            .withConnections(ConnectionSettings.DEFAULT.withReadTimeout(Duration.ofMillis(1_500)))
                            .withSelection(Selection.EVERYTHING.including(CHECK).withApis(Set.of("Heartbeat"))))
                    .execute();
            return RunLog.read(log).results().stream()
                    .filter(result -> result.check().id().equals(CHECK))
                    .toList();
        }
    }

    @Test
    void twoWaitsAreLongAndAllAreOneCause(@TempDir Path folder) throws Exception {
        List<CaseResult> failed = failed(folder.resolve("run.jsonl"));

        assertThat(failed).hasSize(5).allMatch(result -> result.verdict() == Verdict.FAIL);
        assertThat(failed)
                .extracting(result -> Objects.requireNonNull(result.failure()).found())
                .startsWith("neither answer nor close within 1500 ms", "neither answer nor close within 1500 ms")
                .endsWith(
                        "neither answer nor close within 1000 ms",
                        "neither answer nor close within 1000 ms",
                        "neither answer nor close within 1000 ms");
        assertThat(Causes.of(failed).gravestFirst()).hasSize(1);
    }
}
