package io.kspec.cli;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kspec.mock.MockBroker;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("long")
class InterruptedRunTest {
    private static final int SIGINT = 2;

    /** The broker never answers a heartbeat, which is waited for far longer than this test takes. */
    @ParameterizedTest
    @CsvSource({"INT, INTERRUPTED", "TERM, TERMINATED"})
    @Timeout(120)
    void aRunThatASignalEndsEndsInOrder(String signal, Ending ending, @TempDir Path folder) throws Exception {
        assumeFalse(
                signal.equals("INT") && isInterruptIgnored(),
                "this process ignores SIGINT, as background jobs of a shell do, and so do the processes that it starts");
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request("Heartbeat").willReturn(silence()));
            Process run = CommandProcess.startTalking(
                    "run",
                    "--target",
                    broker.bootstrap(),
                    "--check",
                    "heartbeat.*",
                    "--timeout",
                    "60m",
                    "--limit",
                    "60m",
                    "--report",
                    folder.toString());
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
                while (broker.journal(request("Heartbeat")).isEmpty() && run.isAlive()) {
                    LockSupport.parkNanos(10_000_000);
                }
                assertThat(new ProcessBuilder("kill", "-s", signal, Long.toString(run.pid()))
                                .start()
                                .waitFor())
                        .isZero();

                assertThat(run.waitFor()).isEqualTo(ending.code());
                assertThat(output.lines().collect(Collectors.joining("\n")))
                        .contains("Interrupted: cleaning up the target and writing the reports.")
                        .contains("The run is incomplete: the run was interrupted")
                        .doesNotContain("Left on the target");
            } finally {
                run.destroyForcibly();
            }
        }
        RunLog log = RunLog.read(folder.resolve("run.jsonl"));
        RunFooter footer = Objects.requireNonNull(log.footer());
        assertThat(log.broken()).isFalse();
        assertThat(footer.incomplete()).isEqualTo("the run was interrupted");
        assertThat(footer.liveness().alive()).isTrue();
        assertThat(log.results()).isNotEmpty().allMatch(result -> result.verdict() == Verdict.NOT_PLAYED);
        assertThat(folder.resolve("report.html")).isNotEmptyFile();
        assertThat(folder.resolve("junit.xml")).isNotEmptyFile();
    }

    /** Where there is no /proc, it is taken to be heard. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> (SIGINT - 1)) % 2 != 0);
    }
}
