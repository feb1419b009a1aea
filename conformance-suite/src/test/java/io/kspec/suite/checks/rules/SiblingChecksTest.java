package io.kspec.suite.checks.rules;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiblingChecksTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTargetThatRefusesEveryRequestHasNotShownThatItSparesSiblings() throws Exception {
        try (MockBroker broker = MockBroker.builder().start()) {
            broker.stubFor(request("DescribeConfigs").willReturn(asKafka().error(ErrorCode.INVALID_REQUEST)));
            Path log = folder.resolve("run.jsonl");
            ConformanceRun.of(RunSettings.of(new Target(broker.host(), broker.port()), log)
                            .withSelection(Selection.EVERYTHING.including("rules.bad-item-spares-siblings")))
                    .execute();

            List<CaseResult> ofConfigs = RunLog.read(log).results().stream()
                    .filter(result -> String.valueOf(result.api()).startsWith("DescribeConfigs"))
                    .toList();
            assertThat(ofConfigs).isNotEmpty().allSatisfy(result -> {
                assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
                assertThat(result.reason()).contains("or refuses that request");
            });
        }
    }
}
