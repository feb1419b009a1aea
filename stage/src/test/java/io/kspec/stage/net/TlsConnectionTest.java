package io.kspec.stage.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.Bytes;
import io.kspec.stage.play.Stage;
import io.kspec.stage.requests.ApiVersionsRequests;
import io.kspec.stage.requests.MetadataRequests;
import io.kspec.stage.security.CommandConfig;
import io.kspec.stage.security.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS in front of the mock, and listeners that are not as the settings say. */
@Timeout(60)
class TlsConnectionTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder = Path.of("");

    private MockBroker broker;

    @BeforeEach
    void start() throws IOException {
        broker = MockBroker.start();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aStageIsPlayedOverTls(String protocol) throws IOException {
        try (TlsProxy proxy = proxy("server.p12", false);
                Stage stage = Stage.on(proxy.target())
                        .settings(settings(trust() + "ssl.enabled.protocols=" + protocol + "\n"))
                        .open()) {
            assertThat(stage.role("reader").ask(MetadataRequests.allTopics()).getStructs("Brokers"))
                    .hasSize(1);
            assertThat(notes(stage.transcript())).anyMatch(note -> note.startsWith("stage speaks TLS: " + protocol));
        }
    }

    @Test
    void aRequestLargerThanARecordIsPassedOn() throws IOException {
        try (TlsProxy proxy = proxy("server.p12", false);
                Connection connection = open(proxy.target(), settings(trust()))) {
            String[] topics = new String[5_000];
            for (int i = 0; i < topics.length; i++) {
                topics[i] = "a-topic-with-a-rather-long-name-" + i;
            }

            assertThat(connection.ask(MetadataRequests.topics(topics), 1).getStructs("Topics"))
                    .hasSize(topics.length);
        }
    }

    @Test
    void certificatesMayStandInTheFile() throws IOException {
        String inline = "ssl.truststore.type=PEM\nssl.truststore.certificates="
                + TestKeys.text("ca.pem").replace("\n", "\\n") + "\n";
        try (TlsProxy proxy = proxy("server.p12", false)) {
            assertAnswers(proxy.target(), settings(inline));
        }
    }

    @Test
    void aClientCertificateIsShown() throws IOException {
        Path pem = folder.resolve("client.pem");
        Files.writeString(pem, TestKeys.text("client-chain.pem") + TestKeys.text("client-key.pem"));
        List<String> keys = List.of(
                "ssl.keystore.type=PKCS12\nssl.keystore.location=" + TestKeys.copy("client.p12", folder)
                        + "\nssl.keystore.password=" + TestKeys.PASSWORD,
                "ssl.keystore.type=PEM\nssl.keystore.location=" + pem,
                "ssl.keystore.type=PEM\nssl.keystore.certificate.chain="
                        + TestKeys.text("client-chain.pem").replace("\n", "\\n") + "\nssl.keystore.key="
                        + TestKeys.text("client-key-encrypted.pem").replace("\n", "\\n") + "\nssl.key.password="
                        + TestKeys.KEY_PASSWORD);
        try (TlsProxy proxy = proxy("server.p12", true)) {
            for (String key : keys) {
                assertAnswers(proxy.target(), settings(trust() + key));
            }
        }
    }

    @Test
    void aListenerThatWantsACertificateSaysSoInTls() throws IOException {
        try (TlsProxy proxy = proxy("server.p12", true)) {
            Transcript transcript = new Transcript();
            ConnectionSettings settings = settings(trust());
            try (Connection connection = Connection.open("client", proxy.target(), "tester", settings, transcript)) {
                assertThatExceptionOfType(ConnectionClosed.class)
                        .isThrownBy(() -> connection.exchange(ApiVersionsRequests.from("kspec", "0"), 0));
            }
            assertThat(transcript.events())
                    .filteredOn(TranscriptEvent.Disconnected.class::isInstance)
                    .hasToString("[" + transcript.events().get(transcript.size() - 1) + "]")
                    .first()
                    .asString()
                    .contains("byTarget=true")
                    .containsAnyOf("certificate_required", "bad_certificate");
        }
    }

    @Test
    void anUnknownAuthorityIsRefused() throws IOException {
        try (TlsProxy proxy = proxy("stranger.p12", false)) {
            assertRefused(proxy.target(), settings(trust()), "found a certificate that no authority in ssl.truststore");
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefusedUnlessItIsNotCompared() throws IOException {
        Path own = TestKeys.copy("client.p12", folder);
        assertThat(own).exists();
        try (TlsProxy proxy = proxy("client.p12", false)) {
            assertRefused(proxy.target(), settings(trust()), "found No subject alternative names");
            assertAnswers(proxy.target(), settings(trust() + "ssl.endpoint.identification.algorithm=\n"));
        }
    }

    @Test
    void aBrokerThatSpeaksPlaintextIsRecognised() throws IOException {
        Target plaintext = new Target(broker.host(), broker.port());

        assertRefused(
                plaintext, settings(trust()), "found the connection closed, as by a listener that speaks plaintext");
    }

    @Test
    void bytesThatAreNotTlsAreSaid() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.raw(Bytes.fromHex("48545450 2f312e31 20343030 0d0a0d0a"));
            client.idle();
        })) {
            assertRefused(server.target(), settings(trust()), "found bytes that are not TLS");
        }
    }

    @Test
    void aHandshakeThatDoesNotEndIsGivenUpAfterTheLimitForConnecting() throws IOException {
        ConnectionSettings quick = settings(trust()).withTimeouts(SHORT);
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle)) {
            long start = System.nanoTime();
            assertThatExceptionOfType(SecurityFailure.class)
                    .isThrownBy(() -> open(server.target(), quick))
                    .withMessage(server.target()
                            + ": expected a TLS handshake within 300 ms, found nothing that completes it");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, Duration.ofSeconds(20));
        }
    }

    @Test
    void silenceAfterTheHandshakeEndsAtTheLimit() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.overTls(TestKeys.serverWith("server.p12"), ScriptedServer.Client::idle);
                Connection connection = open(server.target(), settings(trust()))) {
            assertThat(connection.staysQuiet(SHORT)).isTrue();
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void anOrderlyEndIsSeen() throws IOException {
        try (ScriptedServer server = ScriptedServer.overTls(TestKeys.serverWith("server.p12"), client -> {
                    client.frame();
                    client.raw(Bytes.fromHex("0000 0008 0000"));
                });
                Connection connection = open(server.target(), settings(trust()))) {
            connection.sendFrame(Bytes.fromHex("00000000"));
            assertThat(connection.receiveFrame(Duration.ofSeconds(20)))
                    .isEqualTo(new Reception.Closed(Bytes.fromHex("0000 0008 0000"), false));
        }
    }

    private TlsProxy proxy(String key, boolean wantsCertificate) {
        Target behind = new Target(broker.host(), broker.port());
        return TlsProxy.before(behind, TestKeys.serverWith(key), wantsCertificate);
    }

    private String trust() {
        return "ssl.truststore.location=" + TestKeys.copy("trust.jks", folder) + "\nssl.truststore.password="
                + TestKeys.PASSWORD + "\n";
    }

    private ConnectionSettings settings(String properties) throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\n" + properties);
        return ConnectionSettings.DEFAULT
                .withTimeouts(Duration.ofSeconds(20))
                .withSecurity(CommandConfig.read(file).security());
    }

    private static Connection open(Target target, ConnectionSettings settings) {
        return Connection.open("client", target, "tester", settings, new Transcript());
    }

    private static void assertAnswers(Target target, ConnectionSettings settings) {
        try (Connection connection = open(target, settings)) {
            assertThat(connection.ask(ApiVersionsRequests.from("kspec", "0"), 0).getStructs("ApiKeys"))
                    .isNotEmpty();
        }
    }

    private static void assertRefused(Target target, ConnectionSettings settings, String found) {
        assertThatExceptionOfType(SecurityFailure.class)
                .isThrownBy(() -> open(target, settings))
                .withMessageStartingWith(target + ": expected a TLS handshake, " + found);
    }

    private static List<String> notes(Transcript transcript) {
        return transcript.events().stream()
                .filter(TranscriptEvent.Noted.class::isInstance)
                .map(event -> ((TranscriptEvent.Noted) event).text())
                .toList();
    }
}
