package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightTest {
    private static final String IMPATIENT = "join-group.rebalance-timeout";
    private static final String PATIENT = "join-group.first-member-leads";

    @TempDir
    private Path folder = Path.of("");

    /** A broker that holds JoinGroup by a clock of its own is not taken for one that never answers it. */
    @Tag("long")
    @Test
    void whatIsNotAnsweredInAShortTimeIsAwaitedAsLongAsUsualByOthers() throws Exception {
        try (MockBroker broker = MockBroker.builder()
                .versions("JoinGroup", Versions.parse("2-3"))
                .start()) {
            broker.stubFor(request("JoinGroup").willReturn(asKafka().after(Duration.ofSeconds(6))));
            Path log = folder.resolve("run.jsonl");
            ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                            .withConnections(ConnectionSettings.DEFAULT.withTimeouts(Duration.ofMillis(500)))
                            .withSelection(Selection.EVERYTHING.including(List.of(IMPATIENT, PATIENT)))
                            .withLanes(1))
                    .execute();

            RunLog played = RunLog.read(log);
            assertThat(verdicts(played, IMPATIENT)).containsExactly(Verdict.FAIL, Verdict.FAIL);
            assertThat(verdicts(played, PATIENT)).containsExactly(Verdict.PASS, Verdict.PASS);
        }
    }

    private static List<Verdict> verdicts(RunLog log, String check) {
        return log.results().stream()
                .filter(result -> result.check().id().equals(check))
                .map(result -> result.verdict())
                .filter(verdict -> verdict != Verdict.SKIPPED)
                .toList();
    }
}
