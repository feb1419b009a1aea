package io.kspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.SessionFileReader;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.address.PortSettings;
import io.kspec.recorder.proxy.ProxySettings;
import io.kspec.recorder.proxy.RecordingProxy;
import io.kspec.recorder.tap.FileTap;
import io.kspec.stage.cluster.AdvertisedVersions;
import io.kspec.stage.net.Await;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.net.Target;
import io.kspec.stage.play.Stage;
import io.kspec.stage.security.CommandConfig;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that clients speak TLS to. */
@Timeout(60)
class RecordedTlsTest {
    private static final String LEFT =
            "the client left after the handshake of TLS without a request: it may not trust the"
                    + " certificate of the proxy";

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder = Path.of("");

    private Path listener(String protocols) throws IOException {
        return Files.writeString(
                folder.resolve("listener.properties"),
                "ssl.enabled.protocols=" + protocols + "\nssl.keystore.location=" + TestKeys.copy("server.p12", folder)
                        + "\nssl.keystore.password=" + TestKeys.PASSWORD + "\n");
    }

    private ConnectionSettings client(String protocol) throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SSL\nssl.enabled.protocols=" + protocol + "\nssl.truststore.location="
                        + TestKeys.copy("trust.jks", folder) + "\nssl.truststore.password=" + TestKeys.PASSWORD + "\n");
        return ConnectionSettings.DEFAULT.withSecurity(CommandConfig.read(file).security());
    }

    private FileTap tap() throws IOException {
        SessionHeader header = new SessionHeader("test", "b:1", "2026-11-29T22:00:00Z", false);
        return FileTap.open(folder.resolve("session.jsonl"), null, header, Instant.EPOCH, 1 << 20, told::add);
    }

    private RecordingProxy proxy(MockBroker broker, FileTap tap, String protocols) throws IOException {
        PortSettings ports = new PortSettings(new Target(broker.host(), broker.port()), "127.0.0.1", "127.0.0.1", 0);
        return RecordingProxy.start(
                new ProxySettings(ports, ListenerSecurity.NONE, false, ProxySettings.Limits.DEFAULT)
                        .withClientTls(CommandConfig.readListener(listener(protocols))),
                tap,
                told::add);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whatClientsSayOverTlsIsRecordedAndTheyStayOnTheProxy(String protocol) throws IOException {
        try (MockBroker broker = MockBroker.builder().topic("orders", 1).start();
                FileTap tap = tap();
                RecordingProxy proxy = proxy(broker, tap, "TLSv1.2,TLSv1.3");
                Stage stage =
                        Stage.on(proxy.address()).settings(client(protocol)).open()) {
            assertThat(stage.role("reader").leader("orders", 0).target()).isEqualTo(proxy.address());
        }

        assertThat(SessionFileReader.read(folder.resolve("session.jsonl")).calls())
                .extracting(RecordedCall::apiKey)
                .contains(3, 18);
        // the stage opens a connection that it does not need
        assertThat(told).allMatch(line -> line.endsWith(LEFT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void clientsThatDoNotTrustTheCertificateAreInTheRecordingAndToldOnce(String protocol) throws IOException {
        Path file = Files.writeString(
                folder.resolve("distrusting.properties"),
                "security.protocol=SSL\nssl.enabled.protocols=" + protocol + "\n");
        ConnectionSettings distrusting =
                ConnectionSettings.DEFAULT.withSecurity(CommandConfig.read(file).security());
        try (MockBroker broker = MockBroker.start();
                FileTap tap = tap();
                RecordingProxy proxy = proxy(broker, tap, "TLSv1.2,TLSv1.3")) {
            assertThatExceptionOfType(StageFailure.class).isThrownBy(() -> advertised(proxy.address(), distrusting));
        }

        List<String> notes =
                SessionFileReader.read(folder.resolve("session.jsonl")).notes();
        // the JDK closes connections at once, so that its alert does not always arrive
        assertThat(notes)
                .hasSizeGreaterThan(1)
                .allMatch(note -> note.matches("Connection \\d+ is closed: the client (refused|left during) .*"));
        assertThat(told).hasSameSizeAs(reasons()).hasSizeLessThan(notes.size());
    }

    @Test
    void aClientThatLeavesAfterTheHandshakeIsToldOf() throws IOException, GeneralSecurityException {
        try (MockBroker broker = MockBroker.start();
                FileTap tap = tap();
                RecordingProxy proxy = proxy(broker, tap, "TLSv1.3")) {
            try (SSLSocket socket = (SSLSocket) trusting()
                    .getSocketFactory()
                    .createSocket(proxy.address().host(), proxy.address().port())) {
                socket.startHandshake();
            }
            assertThat(Await.of("the end of the connection", Duration.ofSeconds(20))
                            .last(() -> List.copyOf(told), lines -> !lines.isEmpty()))
                    .containsExactly("Connection 1 is closed: " + LEFT);
        }
    }

    @Test
    void aClientThatSpeaksPlaintextOrAnotherVersionOfTlsIsToldOf() throws IOException {
        try (MockBroker broker = MockBroker.start();
                FileTap tap = tap();
                RecordingProxy proxy = proxy(broker, tap, "TLSv1.3")) {
            for (ConnectionSettings settings : List.of(ConnectionSettings.DEFAULT, client("TLSv1.2"))) {
                assertThatExceptionOfType(StageFailure.class).isThrownBy(() -> advertised(proxy.address(), settings));
            }
            assertThat(Await.of("both", Duration.ofSeconds(20)).last(this::reasons, reasons -> reasons.size() == 2))
                    .containsExactly("expected TLS, found bytes that are none", "expected a handshake of TLS, found");
        }
    }

    private static SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("JKS");
        try (InputStream in = TestKeys.class.getResourceAsStream("trust.jks")) {
            trusted.load(in, TestKeys.PASSWORD.toCharArray());
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** Why connections are closed, each once, without what the JDK says about it. */
    private List<String> reasons() {
        return List.copyOf(told).stream()
                .map(line -> line.replaceFirst("^Connection \\d+ is closed: ([^:]*).*", "$1"))
                .distinct()
                .toList();
    }

    private static AdvertisedVersions advertised(Target target, ConnectionSettings settings) {
        try (Stage stage = Stage.on(target).settings(settings).open()) {
            return stage.advertised();
        }
    }

    @Test
    void aListenerNeedsACertificate() throws IOException {
        Path config = Files.writeString(folder.resolve("empty.properties"), "ssl.keystore.password=x\n");

        CommandRun run = CommandRun.of(
                "record",
                "-t",
                "localhost:1",
                "-o",
                folder.resolve("x.jsonl").toString(),
                "--listener-config",
                config.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("--listener-config: " + config + ": expected ssl.keystore.location, because clients want to"
                        + " see a certificate, found none");
    }
}
