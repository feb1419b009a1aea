package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.golden.Capture;
import io.kspec.golden.CaptureReader;
import io.kspec.golden.CapturedExchange;
import io.kspec.golden.ExchangeOutcome;
import io.kspec.mock.MockBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Tag("long")
    @Test
    void everyVersionOfAnApiBecomesAFile() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            CommandRun run = capture(broker.bootstrap(), "--broker", "Mock 1.0", "--api", "Heartbeat");
            assertThat(run.err()).isEmpty();
            assertThat(run.exitCode()).isZero();
            assertThat(run.out().lines())
                    .contains("provenance.txt: written (new)", "Heartbeat/v4.golden: written (new)")
                    .last()
                    .asString()
                    .startsWith("5 captures of Mock 1.0 in ")
                    .endsWith(": 0 unchanged, 5 written, 0 removed");
        }
        assertThat(files())
                .extracting(file -> folder.relativize(file).toString())
                .containsExactly(
                        "mock-1.0/Heartbeat/v0.golden",
                        "mock-1.0/Heartbeat/v1.golden",
                        "mock-1.0/Heartbeat/v2.golden",
                        "mock-1.0/Heartbeat/v3.golden",
                        "mock-1.0/Heartbeat/v4.golden",
                        "mock-1.0/provenance.txt");
    }

    @Test
    void aRecaptureSaysThatNothingHasChanged() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            capture(broker.bootstrap(), "--broker", "Mock", "--api", "Heartbeat");
            CommandRun run = capture(broker.bootstrap(), "--broker", "Mock", "--api", "Heartbeat");
            assertThat(run.out())
                    .startsWith("5 captures of Mock in ")
                    .endsWith(": 5 unchanged, 0 written, 0 removed" + System.lineSeparator());
        }
    }

    @Test
    void aDelayedAnswerNamesTheRequestItWaitedFor() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            capture(broker.bootstrap(), "--broker", "Mock", "--api", "Heartbeat");
        }
        Capture capture = CaptureReader.read(files().get(0));
        assertThat(capture.find("preparing: a second member joins, and waits"))
                .map(CapturedExchange::answeredAfter)
                .contains("preparing: it leaves");
    }

    @Test
    void aRequestWithoutAcknowledgementHasNoResponse() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            capture(broker.bootstrap(), "--broker", "Mock", "--api", "Produce");
        }
        Capture capture = CaptureReader.read(files().get(0));
        assertThat(capture.find("one record that nobody confirms"))
                .map(CapturedExchange::outcome)
                .contains(ExchangeOutcome.NO_ANSWER_DUE);
    }

    @Test
    void groupsAreRemovedFromTheBroker() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            capture(broker.bootstrap(), "--broker", "Mock", "--api", "JoinGroup");
            capture(broker.bootstrap(), "--broker", "Mock", "--api", "ListGroups");
        }
        Capture listed = CaptureReader.read(folder.resolve("mock/ListGroups/v0.golden"));
        assertThat(listed.exchanges().get(0).decodeResponse().requireBody().getStructs("Groups"))
                .isEmpty();
    }

    @Test
    void aRunningBrokerNeedsAName() {
        CommandRun run = capture("127.0.0.1:9");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--broker: expected the name and release of the broker");
    }

    @Test
    void clientPropertiesAreForARunningBroker() {
        CommandRun run = CommandRun.of("capture", "--release", "4.3.1", "--command-config", "client.properties");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--command-config: expected with --target, found with --release");
    }

    @Test
    void anApiWithoutAScriptIsRefused() {
        CommandRun run = capture("127.0.0.1:9", "--broker", "Mock", "--api", "Vote");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("--api: expected one of [AddOffsetsToTxn, ")
                .contains("found Vote");
    }

    @Test
    void aPortWithoutListenerIsUnreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CommandRun run = capture("127.0.0.1:" + port, "--broker", "Nobody");
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).contains("127.0.0.1:" + port + ": expected a broker that accepts connections");
    }

    private CommandRun capture(String target, String... more) {
        return CommandRun.of(
                Stream.concat(Stream.of("capture", "--target", target, "--output", folder.toString()), Stream.of(more))
                        .toArray(String[]::new));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
