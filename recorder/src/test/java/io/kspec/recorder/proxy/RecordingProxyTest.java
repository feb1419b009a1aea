package io.kspec.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kspec.inspection.dump.Dump;
import io.kspec.inspection.dump.DumpReader;
import io.kspec.inspection.packet.TcpStream;
import io.kspec.mock.MockBroker;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.RecordedToken;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.WireClient;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.replay.ReplayServer;
import io.kspec.recorder.tap.FileTap;
import io.kspec.stage.net.Target;
import io.kspec.stage.security.ListenerSecurity;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingProxyTest {
    private static final ProxySettings.Limits SMALL = new ProxySettings.Limits(2, 4096, 1 << 20);

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder = Path.of("");

    private Path session() {
        return folder.resolve("session.jsonl");
    }

    private FileTap tap(long limit) throws IOException {
        SessionHeader header = new SessionHeader("test", "b:1", "2026-11-29T22:00:00Z", false);
        return FileTap.open(session(), folder.resolve("session.pcap"), header, Instant.EPOCH, limit, told::add);
    }

    private RecordingProxy proxy(int port, FileTap tap) throws IOException {
        PortSettings ports = new PortSettings(new Target("127.0.0.1", port), "127.0.0.1", "127.0.0.1", 0);
        return RecordingProxy.start(new ProxySettings(ports, ListenerSecurity.NONE, false, SMALL), tap, told::add);
    }

    private RecordedSession recorded() throws IOException {
        return SessionFileReader.read(session());
    }

    @Test
    void clientsStayOnTheProxyForEachBroker() throws IOException {
        try (MockBroker mock = MockBroker.builder().brokers(3).start();
                FileTap tap = tap(1 << 20)) {
            List<Message> brokers;
            try (RecordingProxy proxy = proxy(mock.port(), tap);
                    WireClient client = new WireClient(proxy.address())) {
                brokers = client.ask("Metadata", 12, body -> {}).getStructs("Brokers");
                assertThat(brokers)
                        .hasSize(3)
                        .extracting(each -> each.getInt("Port"))
                        .doesNotHaveDuplicates()
                        .contains(proxy.address().port())
                        .doesNotContain(mock.port());
                for (Message each : brokers) {
                    try (WireClient direct = new WireClient(new Target(each.getString("Host"), each.getInt("Port")))) {
                        assertThat(direct.ask("ApiVersions", 3, body -> body.set("ClientSoftwareName", "test")
                                                .set("ClientSoftwareVersion", "1"))
                                        .getShort("ErrorCode"))
                                .isZero();
                    }
                }
            }
            tap.close("done");
        }

        RecordedSession session = recorded();
        assertThat(session.calls().stream().map(RecordedCall::broker).distinct())
                .hasSize(3);
        assertThat(session.calls()).hasSize(4).allMatch(call -> call.ending() == CallEnding.ANSWERED);
        assertThat(session.end()).isEqualTo("done");
    }

    @Test
    void thePacketsAreThoseOfTheRecording() throws IOException {
        try (MockBroker mock = MockBroker.builder().start();
                FileTap tap = tap(1 << 20)) {
            try (RecordingProxy proxy = proxy(mock.port(), tap);
                    WireClient client = new WireClient(proxy.address())) {
                Message unused = client.ask("Metadata", 12, body -> {});
            }
            tap.close("done");
        }

        RecordedCall call = recorded().calls().get(0);
        Dump.Packets packets = (Dump.Packets) DumpReader.read(Files.readAllBytes(folder.resolve("session.pcap")), null)
                .dump();
        List<TcpStream> streams = TcpStream.of(packets.packets());
        assertThat(streams).hasSize(2).allMatch(TcpStream::fromStart).allMatch(TcpStream::isGapless);
        assertThat(streams.get(1).isAnswerTo(streams.get(0))).isTrue();
        assertThat(streams.stream().map(stream -> stream.bytes().slice(4)).toList())
                .containsExactly(call.request().bytes(), call.responseBytes());
    }

    @Test
    void tokensThatFollowSaslHandshakeV0ArePassedRecordedAndReplayed() throws IOException {
        Bytes token = Bytes.wrap("\0alice\0hunter2".getBytes(StandardCharsets.UTF_8));
        try (MockBroker mock = MockBroker.builder()
                        .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                        .user("alice", "hunter2")
                        .start();
                FileTap tap = tap(1 << 20);
                RecordingProxy proxy =
                        proxy(Target.parse(mock.bootstrap("SASL")).port(), tap);
                WireClient client = new WireClient(proxy.address())) {
            logInAndAsk(client, token);
        }

        RecordedSession session = recorded();
        assertThat(session.tokens())
                .extracting(RecordedToken::fromClient, each -> each.frame().size())
                .containsExactly(tuple(true, token.size()), tuple(false, 0));
        assertThat(session.calls()).hasToString("[SaslHandshake v0, Metadata v12]");
        assertThat(session.notes()).isEmpty();
        assertThat(session()).content().doesNotContain(token.toHex());
        try (ReplayServer server = ReplayServer.start(
                        session, new ReplayServer.Settings("127.0.0.1", "127.0.0.1", 0, false, false), told::add);
                WireClient client = new WireClient(server.address())) {
            logInAndAsk(client, token);
        }
    }

    private static void logInAndAsk(WireClient client, Bytes token) throws IOException {
        assertThat(client.ask("SaslHandshake", 0, body -> body.set("Mechanism", "PLAIN"))
                        .getShort("ErrorCode"))
                .isZero();
        client.send(token);
        assertThat(client.receive()).isEqualTo(Bytes.EMPTY);
        assertThat(client.ask("Metadata", 12, body -> {}).getStructs("Brokers")).hasSize(1);
    }

    /** A broker that reads a little and closes the connection. */
    private static void dieOnce(ServerSocket broker) {
        try (Socket connection = broker.accept()) {
            byte[] unused = connection.getInputStream().readNBytes(8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBrokerThatDiesLeavesAValidRecording() throws IOException, InterruptedException {
        try (ServerSocket broker = new ServerSocket(0);
                FileTap tap = tap(1 << 20)) {
            Thread dying = new Thread(() -> dieOnce(broker));
            dying.start();
            try (RecordingProxy proxy = proxy(broker.getLocalPort(), tap);
                    WireClient client = new WireClient(proxy.address())) {
                client.send(WireClient.request("Heartbeat", 4, 7, body -> {}));
                assertThat(client.isClosedByPeer()).isTrue();
            }
            dying.join();
            tap.close("done");
        }

        assertThat(recorded().calls()).singleElement().satisfies(call -> assertThat(call.ending())
                .isEqualTo(CallEnding.CLOSED));
    }

    @Test
    void whatWaitsWhenTheRecordingIsStoppedIsInIt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                FileTap tap = tap(1 << 20)) {
            RecordingProxy proxy = proxy(silent.getLocalPort(), tap);
            try (WireClient client = new WireClient(proxy.address())) {
                client.send(WireClient.request("Heartbeat", 4, 7, body -> {}));
                try (Socket received = silent.accept()) {
                    byte[] unused = received.getInputStream().readNBytes(8);
                    proxy.close();
                    assertThat(client.isClosedByPeer()).isTrue();
                }
            }
            tap.close("done");
        }

        assertThat(recorded().calls()).singleElement().satisfies(call -> assertThat(call.ending())
                .isEqualTo(CallEnding.STOPPED));
    }

    @Test
    void aClientWithoutBrokerIsClosedAndThatIsTold() throws IOException {
        int free;
        try (ServerSocket closed = new ServerSocket(0)) {
            free = closed.getLocalPort();
        }
        try (FileTap tap = tap(1 << 20);
                RecordingProxy proxy = proxy(free, tap);
                WireClient client = new WireClient(proxy.address())) {
            assertThat(client.isClosedByPeer()).isTrue();
        }

        assertThat(told)
                .anyMatch(line -> line.startsWith("A client's connection is closed: no connection to 127.0.0.1:"));
        assertThat(recorded().calls()).isEmpty();
    }

    @Test
    void aFrameThatIsTooLongClosesTheConnection() throws IOException {
        try (MockBroker mock = MockBroker.builder().start();
                FileTap tap = tap(1 << 20);
                RecordingProxy proxy = proxy(mock.port(), tap);
                WireClient client = new WireClient(proxy.address())) {
            client.sendRaw("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(client.isClosedByPeer()).isTrue();
        }

        assertThat(told)
                .contains("Connection 1 is closed: expected a frame of at most 4096 bytes, found a size of 1195725856");
    }

    @Test
    void moreConnectionsThanTheLimitAreClosed() throws IOException {
        try (MockBroker mock = MockBroker.builder().start();
                FileTap tap = tap(1 << 20);
                RecordingProxy proxy = proxy(mock.port(), tap);
                WireClient first = new WireClient(proxy.address());
                WireClient second = new WireClient(proxy.address())) {
            Message a = first.ask("Metadata", 12, body -> {});
            Message b = second.ask("Metadata", 12, body -> {});
            try (WireClient third = new WireClient(proxy.address())) {
                assertThat(third.isClosedByPeer()).isTrue();
            }
            assertThat(first.ask("Metadata", 12, body -> {})).isEqualTo(a).isEqualTo(b);
        }

        assertThat(told).contains("A connection is closed: there are 2 connections, the most that the proxy takes.");
    }

    @Test
    void tlsPassesUnread() throws IOException {
        byte[] hello = Bytes.fromHex("160301000401020304").toArray();
        try (ServerSocket broker = new ServerSocket(0);
                FileTap tap = tap(1 << 20);
                RecordingProxy proxy = proxy(broker.getLocalPort(), tap);
                WireClient client = new WireClient(proxy.address())) {
            client.sendRaw(hello);
            try (Socket received = broker.accept()) {
                assertThat(received.getInputStream().readNBytes(hello.length)).isEqualTo(hello);
                received.getOutputStream().write(new byte[] {0, 0, 0, 1, 9});
                assertThat(client.receive()).isEqualTo(Bytes.copyOf((byte) 9));
            }
        }

        assertThat(told.stream()
                        .filter(line -> line.startsWith("A client speaks TLS"))
                        .collect(Collectors.toList()))
                .hasSize(1);
        assertThat(recorded().calls()).isEmpty();
    }

    @Test
    void aFullRecordingIsToldAndClientsAreStillServed() throws IOException {
        try (MockBroker mock = MockBroker.builder().start();
                FileTap tap = tap(8_000);
                RecordingProxy proxy = proxy(mock.port(), tap);
                WireClient client = new WireClient(proxy.address())) {
            for (int i = 0; i < 50; i++) {
                assertThat(client.ask("Metadata", 12, body -> {}).getStructs("Brokers"))
                        .hasSize(1);
            }
        }

        assertThat(told)
                .contains("The recording is full: what follows passes, but is not recorded. --limit sets its size.");
        assertThat(recorded().end()).isEqualTo("the limit of 8000 bytes was reached");
        assertThat(recorded().calls()).isNotEmpty().hasSizeLessThan(50);
    }
}
