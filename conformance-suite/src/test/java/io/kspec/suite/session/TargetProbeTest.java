package io.kspec.suite.session;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.disconnect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kspec.mock.MockBroker;
import io.kspec.runlog.Liveness;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.Target;
import io.kspec.suite.launch.ConformanceRun;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetProbeTest {
    private static final ConnectionSettings QUICK = ConnectionSettings.DEFAULT.withTimeouts(Duration.ofMillis(400));

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void nothingThatListensIsSaid() throws IOException {
        server.close();
        assertThat(probe().alive()).isFalse();
        assertThat(probe().finding())
                .contains("expected a broker that accepts connections, found nothing that listens");
    }

    @Test
    void anHttpServerIsRecognised() {
        answer("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(probe().finding())
                .endsWith("expected a Kafka broker, found an HTTP server (HTTP/1.1 400 Bad Request)");
    }

    @Tag("long")
    @Test
    void anHttpServerThatWaitsForAWholeLineIsRecognised() throws IOException {
        HttpServer patient = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        patient.start();
        try {
            Target target = new Target("127.0.0.1", patient.getAddress().getPort());
            ConnectionSettings limits = QUICK.withTimeouts(Duration.ofSeconds(5));
            assertThatThrownBy(() -> new TargetProbe(target, limits).demand())
                    .isInstanceOf(NoKafkaThere.class)
                    .hasMessageContaining("expected a Kafka broker, found an HTTP server");
        } finally {
            patient.stop(0);
        }
    }

    @Test
    void aTlsListenerIsRecognised() {
        answer(HexFormat.of().parseHex("15030300020228"));
        assertThat(probe().finding())
                .endsWith("expected a Kafka broker that speaks plaintext, found a TLS listener: give --command-config"
                        + " FILE with security.protocol SSL or SASL_SSL");
    }

    /** It may have a limit of connections, or of failed logins. */
    @Test
    void aTargetThatTurnsClientsAwayForAMomentLives() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request("ApiVersions").willReturn(disconnect()).onFirst(2));
            Target target = new Target(broker.host(), broker.port());

            assertThat(new TargetProbe(target, ConnectionSettings.DEFAULT)
                            .probe()
                            .alive())
                    .isTrue();
        }
    }

    @Test
    void aTargetThatTurnsClientsAwayAllTheTimeIsDead() throws IOException {
        try (MockBroker broker = MockBroker.start()) {
            broker.stubFor(request("ApiVersions").willReturn(disconnect()));
            Liveness found = new TargetProbe(new Target(broker.host(), broker.port()), QUICK).probe();

            assertThat(found.alive()).isFalse();
            assertThat(found.finding()).contains("expected an answer to ApiVersions v0, found the connection closed");
        }
    }

    @Test
    void silenceIsSaidWithItsLength() {
        answer(new byte[0]);
        assertThat(probe().finding())
                .endsWith("expected an answer to ApiVersions v0, found silence for 400 ms on an accepted connection");
    }

    @Test
    void garbageIsShown() {
        answer(HexFormat.of().parseHex("ffffffffdeadbeef"));
        assertThat(probe().finding())
                .endsWith("expected a Kafka broker, found bytes that are not a Kafka response"
                        + " (ffffffffdeadbeef \"........\")");
    }

    @Test
    void anAnswerToSomebodyElseIsNoAnswer() {
        answer(HexFormat.of().parseHex("0000000600000001" + "0000"));
        assertThat(probe().finding()).contains("found 6 bytes that do not").contains("000000010000");
    }

    @Test
    void aRunAgainstNoBrokerLeavesNoLog(@TempDir Path folder) {
        answer(new byte[0]);
        Path log = folder.resolve("run.jsonl");
        RunSettings settings = RunSettings.of(target(), log).withConnections(QUICK);
        assertThatThrownBy(() -> ConformanceRun.of(settings).execute()).isInstanceOf(NoKafkaThere.class);
        assertThat(log).doesNotExist();
    }

    private Liveness probe() {
        return new TargetProbe(target(), QUICK).probe();
    }

    private Target target() {
        return new Target(server.getInetAddress().getHostAddress(), server.getLocalPort());
    }

    /** Accepts one connection, reads a little, says what it is told, and stays. */
    private void answer(byte[] bytes) {
        Thread thread = new Thread(() -> serve(bytes), "one answer");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(byte[] bytes) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            int first = in.read();
            socket.getOutputStream().write(bytes);
            while (first >= 0 && in.read() >= 0) {
                // what is said after the answer does not matter
            }
        } catch (IOException closed) {
            // the test is over
        }
    }
}
