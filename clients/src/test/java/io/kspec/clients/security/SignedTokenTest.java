package io.kspec.clients.security;

import static io.kspec.mock.script.RequestPattern.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.mock.script.JournalEntry;
import io.kspec.stage.net.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kafka's Java client logs in with signed tokens (KIP-768), whose keys the mock broker reads from the server that issues them. */
@Timeout(120)
class SignedTokenTest {
    private static final String ALLOWED = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(4);

    private static final Throwable NOT_REFUSED = new IllegalStateException("not refused");

    private TokenIssuer issuer;
    private MockBroker broker;

    @BeforeEach
    void start() throws JoseException, IOException {
        issuer = new TokenIssuer();
        System.setProperty(ALLOWED, issuer.tokenUrl());
        broker = MockBroker.builder()
                .clusterId("signed")
                .listener("SASL", SecurityProtocol.SASL_PLAINTEXT)
                .brokerConfig("sasl.enabled.mechanisms", "OAUTHBEARER")
                .brokerConfig("sasl.oauthbearer.jwks.endpoint.url", issuer.keysUrl())
                .brokerConfig("sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE)
                .brokerConfig("sasl.oauthbearer.clock.skew.seconds", "0")
                .brokerConfig("connection.failed.authentication.delay.ms", "0")
                .start();
    }

    @AfterEach
    void stop() {
        broker.close();
        issuer.close();
        System.clearProperty(ALLOWED);
    }

    private Login login() {
        return Login.signed(issuer.tokenUrl());
    }

    @Test
    void aTokenOfTheIssuerIsAccepted() throws Exception {
        issuer.issue(Duration.ofHours(1));

        assertThat(login().clusterId(broker.bootstrap())).isEqualTo("signed");
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        issuer.issueForged();

        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> login().clusterId(broker.bootstrap()))
                .havingCause()
                .isInstanceOf(SaslAuthenticationException.class)
                .withMessage("{\"status\":\"invalid_token\"}");
    }

    @Test
    void aTokenThatExpiresIsReplacedOnTheSameConnection() throws Exception {
        issuer.issue(SHORT);
        try (Admin admin = Admin.create(login().to(broker.bootstrap()))) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo("signed");
            issuer.issue(Duration.ofHours(1));

            assertThat(Await.of("a second login", LIMIT).last(() -> loginsAfterUse(admin), logins -> logins > 1))
                    .isGreaterThan(1);
            assertThat(issuer.asked()).isGreaterThan(1);
        }
    }

    @Test
    void whoReplacesATokenByAForgedOneIsRefused() throws Exception {
        issuer.issue(SHORT);
        try (Admin admin = Admin.create(login().to(broker.bootstrap()))) {
            assertThat(admin.describeCluster().clusterId().get()).isEqualTo("signed");
            issuer.issueForged();

            assertThat(Await.of("a refusal", LIMIT)
                            .last(() -> refusal(admin), SaslAuthenticationException.class::isInstance))
                    .isInstanceOf(SaslAuthenticationException.class);
        }
    }

    /** The most logins on one connection, after the client has used it. */
    private long loginsAfterUse(Admin admin) {
        Throwable refusal = refusal(admin);
        Map<Long, Long> logins = broker.journal(request("SaslAuthenticate")).stream()
                .collect(Collectors.groupingBy(JournalEntry::connection, Collectors.counting()));
        return refusal == NOT_REFUSED
                ? logins.values().stream().mapToLong(Long::longValue).max().orElse(0)
                : 0;
    }

    private static Throwable refusal(Admin admin) {
        try {
            admin.describeCluster().clusterId().get();
            return NOT_REFUSED;
        } catch (ExecutionException e) {
            return e.getCause() == null ? e : e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
