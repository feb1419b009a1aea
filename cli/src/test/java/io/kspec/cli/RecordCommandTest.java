package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.SessionFileWriter;
import io.kspec.recorder.SessionHeader;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void sigtermLeavesAWholeRecordingAndItsScenario() throws IOException, InterruptedException {
        Path file = folder.resolve("session.jsonl");
        Path scenario = folder.resolve("My Session.yaml");
        try (MockBroker broker = MockBroker.builder().topic("orders", 1).start()) {
            Process record = CommandProcess.startTalking(
                    "record",
                    "-t",
                    broker.bootstrap(),
                    "-p",
                    "0",
                    "-o",
                    file.toString(),
                    "--scenario",
                    scenario.toString());
            try (BufferedReader out = record.inputReader(StandardCharsets.UTF_8)) {
                Target proxy = Target.parse(out.readLine());
                try (Stage stage = Stage.on(proxy).open()) {
                    assertThat(stage.advertised().apiKeys()).isNotEmpty();
                }
                // the process itself would also close what it still prints to
                assertThat(record.toHandle().destroy()).isTrue();
                List<String> rest = out.lines().toList();
                assertThat(record.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(record.exitValue()).isZero();
                assertThat(rest)
                        .contains("Recording what passes to " + broker.bootstrap() + ". Press Ctrl-C to stop.")
                        .contains("1 request on 1 connection in " + file + ".", "1 step in " + scenario + ".");
            } finally {
                record.destroyForcibly();
            }
        }

        RecordedSession session = SessionFileReader.read(file);
        assertThat(session.calls()).extracting(RecordedCall::apiKey).containsExactly(18);
        assertThat(CommandRun.of("explain", file.toString()).out()).contains("ApiVersions (18)", "response");
        assertThat(CommandRun.of("scenario", "validate", scenario.toString()).exitCode())
                .isZero();
        assertThat(scenario).content().startsWith("name: my-session\n");
    }

    private static String refused(String... args) {
        CommandRun run = CommandRun.of(args);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        return run.err();
    }

    @Test
    void aFileThatIsNoRecordingIsRefusedWithFileLineAndReason() throws IOException {
        Path file = Files.writeString(folder.resolve("other.yaml"), "name: x\n");
        String expected = file + ":1: expected a file that kspec record wrote";

        assertThat(refused("replay", file.toString())).contains("kspec replay: " + expected);
        assertThat(refused(
                        "scenario",
                        "from",
                        file.toString(),
                        "-o",
                        folder.resolve("x").toString()))
                .contains("kspec scenario from: " + expected);
        assertThat(refused("replay", folder.resolve("absent").toString()))
                .contains("expected a recording of kspec record, found no file ");
        assertThat(refused("replay", folder.toString()))
                .contains("expected a recording of kspec record, found the folder ");
    }

    @Test
    void aRecordingWithoutRequestsIsRefusedByItsName() throws IOException {
        Path file = folder.resolve("session.jsonl");
        SessionHeader header = new SessionHeader("test", "b:1", "2026-11-29T22:00:00Z", false);
        try (SessionFileWriter writer = new SessionFileWriter(Files.newOutputStream(file), header, 1 << 20)) {
            writer.end("stopped");
        }

        assertThat(refused("replay", file.toString()))
                .contains(file + ": expected a recording with at least one request, found none");
    }

    @Test
    void aPortThatIsTakenLeavesTheFilesAsTheyAre() throws IOException {
        Path file = Files.writeString(folder.resolve("session.jsonl"), "of yesterday");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(refused("record", "-t", "localhost:9092", "-o", file.toString(), "-p", port))
                    .contains("cannot listen on 127.0.0.1:" + port + ": Address already in use");
        }
        assertThat(file).content().isEqualTo("of yesterday");
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnythingIsWritten() {
        Path file = folder.resolve("session.jsonl");

        assertThat(refused("record", "-t", "localhost:9092", "-o", file.toString(), "--limit", "0"))
                .contains("--limit: expected 1 to 1048576 MiB, found 0");
        assertThat(refused(
                        "record", "-t", "localhost:9092", "-o", file.toString(), "--pcap", folder + "/./session.jsonl"))
                .contains("--pcap: expected another file than --output, found ");
        assertThat(refused("record", "-t", "localhost:9092", "-o", file.toString(), "--host", "0.0.0.0"))
                .contains("--advertise: expected the host that clients connect to, since --host is every address");
        assertThat(refused(
                        "record",
                        "-t",
                        "localhost:9092",
                        "-o",
                        folder.resolve("no/such/file").toString(),
                        "-p",
                        "0"))
                .contains("expected files that can be written, found ");
        assertThat(file).doesNotExist();
    }
}
