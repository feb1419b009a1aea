package io.kspec.suite.checks.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Measurement;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a check measures is in the log of its run, next to a verdict that does not depend on it. */
@Timeout(120)
class MeasuredSchemasTest {
    @Test
    void throughputAndLatencyOfAThousandSchemasAreLogged(@TempDir Path folder) throws IOException {
        Path log = folder.resolve("run.jsonl");
        try (MockBroker broker = MockBroker.start()) {
            RunSettings settings = RunSettings.of(new Target(broker.host(), broker.port()), log)
                    .withSelection(Selection.EVERYTHING.including(List.of("schema-registry.thousand-registered")));
            ConformanceRun.of(settings).execute();
        }
        CaseResult result = RunLog.read(log).results().stream()
                .filter(one -> one.check().id().equals("schema-registry.thousand-registered"))
                .findFirst()
                .orElseThrow();
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.measurements())
                .extracting(Measurement::unit)
                .containsExactly("schemas/s", "ms", "ms", "schemas/s");
        assertThat(result.measurements()).allMatch(measured -> measured.value() > 0);
    }
}
