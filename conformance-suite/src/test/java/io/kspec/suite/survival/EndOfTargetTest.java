package io.kspec.suite.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.suite.launch.ConformanceRun;
import io.kspec.suite.process.TargetCommand;
import io.kspec.suite.session.RunOutcome;
import io.kspec.suite.session.RunSettings;
import io.kspec.suite.session.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a run has started ends with it. */
@Tag("long")
@Isolated("looks at the processes of this JVM")
class EndOfTargetTest {
    private static final Duration START = Duration.ofMinutes(2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theProcessAndItsChildrenEndWithTheRun() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        Selection selection =
                Selection.EVERYTHING.including("wire.well-formed-answer").withApis(Set.of("Heartbeat"));

        RunOutcome outcome;
        try (MockBroker broker = MockBroker.start()) {
            TargetCommand command = TargetCommand.of(
                    "sleep 300 & " + FragileBroker.command(broker).replace("exec ", ""), null, START);
            outcome = ConformanceRun.of(RunSettings.of(command.target(), folder.resolve("run.jsonl"))
                            .withSelection(selection)
                            .withCommand(command))
                    .execute();
        }

        assertThat(outcome.conformant()).isTrue();
        assertThat(ProcessHandle.current().descendants().filter(process -> !before.contains(process)))
                .isEmpty();
    }
}
