package io.kspec.suite.sweep;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.script.ResponseDefinition;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Cause;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever cases need a topic for, that the target refuses to create it is one cause, and the answer shows it. */
class RefusedPreparationTest {
    @TempDir
    private Path folder = Path.of("");

    private List<CaseResult> failed(ResponseDefinition answer) throws Exception {
        return failed("CreateTopics", answer);
    }

    private List<CaseResult> failed(String api, ResponseDefinition answer) throws Exception {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request(api).willReturn(answer));
            Path log = folder.resolve("run.jsonl");
            ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                            .withConnections(ConnectionSettings.DEFAULT.withTimeouts(Duration.ofSeconds(1)))
                            .withSelection(Selection.EVERYTHING.including(List.of(
                                    "fetch.end-is-empty", "list-offsets.by-timestamp", "create-topics.creates"))))
                    .execute();
            return RunLog.read(log).results().stream()
                    .filter(result -> result.verdict() == Verdict.FAIL)
                    .toList();
        }
    }

    private static Cause onlyCause(List<CaseResult> failed) {
        List<Cause> causes = Causes.of(failed).gravestFirst();
        assertThat(causes).hasSize(1);
        return causes.get(0);
    }

    @Test
    void anErrorIsBlamedWhereItIs() throws Exception {
        List<CaseResult> failed = failed(asKafka().error(ErrorCode.POLICY_VIOLATION));

        assertThat(failed).extracting(result -> result.check().id()).contains("create-topics.creates");
        assertThat(failed).allSatisfy(result -> assertThat(
                        Objects.requireNonNull(result.blame()).path())
                .isEqualTo("Topics[0].ErrorCode"));
        assertThat(onlyCause(failed).title())
                .isEqualTo("CreateTopics: ErrorCode is 44 POLICY_VIOLATION instead of 0 NONE");
        assertThat(failed.stream()
                        .filter(result -> result.check().id().startsWith("fetch."))
                        .flatMap(result -> Objects.requireNonNull(result.failure()).findings().stream()))
                .anyMatch(finding -> finding.matches(
                        "creating topic kspec-\\w+-topic-\\d+ with CreateTopics v\\d: 44 POLICY_VIOLATION.*"));
    }

    @Test
    void aTopicThatIsNotNamedIsMissed() throws Exception {
        List<CaseResult> failed = failed(asKafka().without("Topics[0]"));

        assertThat(onlyCause(failed).title()).startsWith("CreateTopics: ").contains("Topics");
    }

    @Test
    void aPartitionWithoutALeaderIsBlamed() throws Exception {
        List<CaseResult> failed =
                failed("Metadata", asKafka().with("Topics[*].Partitions[*].ErrorCode", ErrorCode.LEADER_NOT_AVAILABLE));

        assertThat(failed).hasSizeGreaterThan(1);
        assertThat(onlyCause(failed).title())
                .isEqualTo("Metadata: ErrorCode is 5 LEADER_NOT_AVAILABLE instead of 0 NONE");
    }

    @Test
    void aPartitionThatIsNotNamedIsMissed() throws Exception {
        List<CaseResult> failed = failed("Metadata", asKafka().without("Topics[0].Partitions[0]"));

        assertThat(failed).hasSizeGreaterThan(1);
        assertThat(onlyCause(failed).title()).startsWith("Metadata: ").contains("Partitions");
    }
}
