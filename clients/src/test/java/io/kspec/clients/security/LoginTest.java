package io.kspec.clients.security;

import static io.kspec.mock.script.RequestPattern.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.stage.security.TestKeys;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka's Java client logs in by each mechanism and by certificate, and is refused as Kafka refuses. */
@Timeout(120)
class LoginTest {
    @TempDir
    private static Path keys = Path.of("");

    private static MockBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = secured().start();
    }

    private static MockBrokerBuilder secured() {
        return MockBroker.builder()
                .clusterId("secured")
                .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .listener("BOTH", SecurityProtocol.SASL_SSL)
                .listener("TLS", SecurityProtocol.SSL)
                .listener("OPEN", SecurityProtocol.PLAINTEXT)
                .user(Login.USER, Login.PASSWORD)
                .brokerConfig("connection.failed.authentication.delay.ms", "0")
                .brokerConfig("ssl.keystore.type", "PKCS12")
                .brokerConfig(
                        "ssl.keystore.location",
                        TestKeys.copy("server.p12", keys).toString())
                .brokerConfig("ssl.keystore.password", TestKeys.PASSWORD)
                .brokerConfig(
                        "ssl.truststore.location",
                        TestKeys.copy("trust.jks", keys).toString())
                .brokerConfig("ssl.truststore.password", TestKeys.PASSWORD)
                .brokerConfig("ssl.client.auth", "required");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SASL, PLAIN", "SASL, SCRAM-SHA-256", "SASL, SCRAM-SHA-512", "SASL, OAUTHBEARER",
        "BOTH, PLAIN", "BOTH, SCRAM-SHA-256", "BOTH, SCRAM-SHA-512", "BOTH, OAUTHBEARER"
    })
    void everyMechanismIsAccepted(String listener, String mechanism) throws Exception {
        String protocol = listener.equals("BOTH") ? "SASL_SSL" : "SASL_PLAINTEXT";
        Login login = Login.sasl(protocol, mechanism, Login.PASSWORD).trusting(keys);

        assertThat(login.clusterId(broker.bootstrap(listener))).isEqualTo("secured");
    }

    @Test
    void aClientCertificateIsAccepted() throws Exception {
        Login login = Login.tls().trusting(keys).showing("client.p12", keys);

        assertThat(login.clusterId(broker.bootstrap("TLS"))).isEqualTo("secured");
    }

    @Test
    void aListenerWithoutSecurityNeedsNoLogin() throws Exception {
        assertThat(Login.without().clusterId(broker.bootstrap("OPEN"))).isEqualTo("secured");
    }

    /** Clients of Python's asyncio wait for it, up to 30 s. */
    @Test
    void whoEndsTlsIsDisconnected() throws Exception {
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(KeyStore.getInstance(TestKeys.copy("trust.jks", keys).toFile(), TestKeys.PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        URI address = URI.create("tls://" + broker.bootstrap("BOTH"));
        try (Socket raw = new Socket(address.getHost(), address.getPort());
                SSLSocket tls = (SSLSocket)
                        context.getSocketFactory().createSocket(raw, address.getHost(), address.getPort(), false)) {
            raw.setSoTimeout(10_000);
            tls.startHandshake();
            tls.shutdownOutput();

            assertThat(raw.getInputStream().readAllBytes()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.p12", "stranger.p12"})
    void aListenerThatWantsCertificatesRefusesOthers(String key) {
        Login login = Login.tls().trusting(keys);
        Login shown = key.equals("stranger.p12") ? login.showing(key, keys) : login;

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> shown.clusterId(broker.bootstrap("TLS")))
                .withCauseInstanceOf(SslAuthenticationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PLAIN|Authentication failed: Invalid username or password",
                "SCRAM-SHA-256|Authentication failed during authentication due to invalid credentials with SASL"
                        + " mechanism SCRAM-SHA-256",
                "SCRAM-SHA-512|Authentication failed during authentication due to invalid credentials with SASL"
                        + " mechanism SCRAM-SHA-512"
            })
    void aWrongPasswordIsRefusedWithKafkasMessage(String mechanism, String message) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(
                        () -> Login.sasl("SASL_PLAINTEXT", mechanism, "wrong").clusterId(broker.bootstrap("SASL")))
                .havingCause()
                .isInstanceOf(SaslAuthenticationException.class)
                .withMessage(message);
    }

    @Test
    void aMechanismThatIsNotEnabledIsRefused() throws Exception {
        try (MockBroker scram = MockBroker.builder()
                .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .user(Login.USER, Login.PASSWORD)
                .brokerConfig("sasl.enabled.mechanisms", "SCRAM-SHA-256")
                .start()) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> Login.sasl("SASL_PLAINTEXT", "PLAIN", Login.PASSWORD)
                            .clusterId(scram.bootstrap()))
                    .withCauseInstanceOf(UnsupportedSaslMechanismException.class);
        }
    }

    @Test
    void thePasswordIsNotInTheJournal() throws Exception {
        String id = Login.sasl("SASL_PLAINTEXT", "PLAIN", Login.PASSWORD).clusterId(broker.bootstrap("SASL"));

        String hex = HexFormat.of().formatHex(Login.PASSWORD.getBytes(StandardCharsets.UTF_8));
        assertThat(id).isEqualTo("secured");
        assertThat(broker.journal(request("SaslAuthenticate"))).isNotEmpty();
        assertThat(broker.journal()).allSatisfy(entry -> {
            assertThat(entry.toString()).doesNotContain(Login.PASSWORD);
            assertThat(entry.request().toHex().replace(" ", "")).doesNotContainIgnoringCase(hex);
        });
    }
}
