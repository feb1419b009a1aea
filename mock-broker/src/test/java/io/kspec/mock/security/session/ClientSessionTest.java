package io.kspec.mock.security.session;

import static io.kspec.mock.security.session.ClientSession.Admission.ADMITTED;
import static io.kspec.mock.security.session.ClientSession.Admission.DISCONNECTED;
import static io.kspec.mock.security.session.ClientSession.Admission.ILLEGAL_STATE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.listener.ListenerName;
import io.kspec.mock.listener.SecurityProtocol;
import io.kspec.mock.security.ClusterSecurity;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSessionTest {
    private static final long NOW = 10_000;

    private final ClusterSecurity security = new ClusterSecurity(() -> new UUID(1, 2));

    ClientSessionTest() {
        security.addUser("alice", "secret");
        security.addUser("bob", "hidden");
    }

    private ClientSession open() {
        return security.open(new ListenerName("SASL", SecurityProtocol.SASL_PLAINTEXT));
    }

    private ClientSession loggedIn() {
        security.configure(AuthenticationSettings.DEFAULTS.withMaxReauthMs(5000));
        ClientSession session = open();
        session.handshake("PLAIN", 1, NOW);
        assertThat(session.authenticate(plain("alice", "secret"), NOW).error()).isEqualTo(ErrorCode.NONE);
        return session;
    }

    private static Bytes plain(String user, String password) {
        return bytes("\0" + user + "\0" + password);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }

    @Test
    void withoutSaslEverythingIsServedFromTheStart() {
        ClientSession session = security.open(new ListenerName("TLS", SecurityProtocol.SSL));

        assertThat(session.admit("Metadata", NOW)).isEqualTo(ADMITTED);
        assertThat(session.principal()).isEqualTo("User:ANONYMOUS");
        session.showed("CN=alice,O=kspec");
        assertThat(session.principal()).isEqualTo("User:CN=alice,O=kspec");
    }

    @Test
    void beforeALoginOnlyVersionsAndTheChoiceOfAMechanismAreServed() {
        ClientSession session = open();

        assertThat(session.admit("Metadata", NOW)).isEqualTo(DISCONNECTED);
        assertThat(session.admit("SaslAuthenticate", NOW)).isEqualTo(DISCONNECTED);
        assertThat(session.admit("ApiVersions", NOW)).isEqualTo(ADMITTED);
        session.toldVersions();
        assertThat(session.admit("ApiVersions", NOW)).isEqualTo(DISCONNECTED);
        assertThat(session.admit("SaslHandshake", NOW)).isEqualTo(ADMITTED);
    }

    @Test
    void afterTheChoiceOnlyTokensAreServed() {
        ClientSession session = open();
        HandshakeOutcome outcome = session.handshake("PLAIN", 1, NOW);

        assertThat(outcome.error()).isEqualTo(ErrorCode.NONE);
        assertThat(session.expectsBareToken()).isFalse();
        assertThat(session.admit("Metadata", NOW)).isEqualTo(ILLEGAL_STATE);
        assertThat(session.admit("SaslAuthenticate", NOW)).isEqualTo(ADMITTED);
    }

    @Test
    void afterTheOldestHandshakeTokensComeAsTheyAre() {
        ClientSession session = open();
        session.handshake("PLAIN", 0, NOW);

        assertThat(session.expectsBareToken()).isTrue();
        assertThat(session.authenticate(plain("alice", "secret"), NOW).error()).isEqualTo(ErrorCode.NONE);
        assertThat(session.expectsBareToken()).isFalse();
        assertThat(session.principal()).isEqualTo("User:alice");
    }

    @Test
    void anUnknownMechanismEndsTheConnection() {
        ClientSession session = open();
        HandshakeOutcome outcome = session.handshake("GSSAPI", 1, NOW);

        assertThat(outcome.error()).isEqualTo(ErrorCode.UNSUPPORTED_SASL_MECHANISM);
        assertThat(outcome.mechanisms()).contains("PLAIN", "SCRAM-SHA-512");
        assertThat(outcome.ends()).isTrue();
        assertThat(session.admit("ApiVersions", NOW)).isEqualTo(DISCONNECTED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice,wrong|Authentication failed: Invalid username or password",
                "nobody,secret|Authentication failed: Invalid username or password",
                "alice,|Authentication failed: password not specified",
                ",secret|Authentication failed: username not specified"
            })
    void aWrongPasswordIsRefused(String login, String message) {
        List<String> parts = List.of(login.split(",", -1));
        ClientSession session = open();
        session.handshake("PLAIN", 1, NOW);
        AuthenticationOutcome outcome = session.authenticate(plain(parts.get(0), parts.get(1)), NOW);

        assertThat(outcome.error()).isEqualTo(ErrorCode.SASL_AUTHENTICATION_FAILED);
        assertThat(outcome.message()).isEqualTo(message);
        assertThat(outcome.ends()).isTrue();
        assertThat(session.principal()).isEqualTo("User:ANONYMOUS");
    }

    @Test
    void nobodyActsForAnother() {
        ClientSession session = open();
        session.handshake("PLAIN", 1, NOW);

        assertThat(session.authenticate(bytes("bob\0alice\0secret"), NOW).message())
                .isEqualTo(
                        "Authentication failed: Client requested an authorization id that is different from username");
    }

    @Test
    void aSessionEndsUnlessTheLoginIsRepeated() {
        security.configure(AuthenticationSettings.DEFAULTS.withMaxReauthMs(5000));
        ClientSession session = open();
        session.handshake("PLAIN", 1, NOW);
        AuthenticationOutcome first = session.authenticate(plain("alice", "secret"), NOW);

        assertThat(first.lifetimeMs()).isEqualTo(5000);
        assertThat(session.admit("Metadata", NOW + 5000)).isEqualTo(ADMITTED);
        assertThat(session.admit("Metadata", NOW + 5001)).isEqualTo(DISCONNECTED);
        assertThat(session.admit("SaslHandshake", NOW + 5001)).isEqualTo(ADMITTED);
        session.handshake("PLAIN", 1, NOW + 5001);
        session.authenticate(plain("alice", "secret"), NOW + 5001);
        assertThat(session.admit("Metadata", NOW + 10_001)).isEqualTo(ADMITTED);
    }

    @Test
    void aRepeatedLoginKeepsThePrincipalAndTheMechanism() {
        ClientSession other = loggedIn();
        other.handshake("PLAIN", 1, NOW);

        assertThat(other.authenticate(plain("bob", "hidden"), NOW).message())
                .isEqualTo("Cannot change principals during re-authentication from User.alice: User.bob");

        ClientSession mechanism = loggedIn();
        assertThat(mechanism.handshake("SCRAM-SHA-256", 1, NOW).error()).isEqualTo(ErrorCode.NONE);
        assertThat(mechanism.admit("SaslAuthenticate", NOW)).isEqualTo(DISCONNECTED);
    }

    @Test
    void aLoginIsNotRepeatedInASessionWithoutAnEnd() {
        ClientSession session = open();
        session.handshake("PLAIN", 1, NOW);
        session.authenticate(plain("alice", "secret"), NOW);

        assertThat(session.handshake("PLAIN", 1, NOW + 5000).error()).isEqualTo(ErrorCode.ILLEGAL_SASL_STATE);
    }

    @Test
    void aLoginIsRepeatedOnceASecondAtMost() {
        ClientSession session = loggedIn();
        session.handshake("PLAIN", 1, NOW);
        session.authenticate(plain("alice", "secret"), NOW);

        assertThat(session.handshake("PLAIN", 1, NOW + 999).error()).isEqualTo(ErrorCode.ILLEGAL_SASL_STATE);
        assertThat(session.handshake("PLAIN", 1, NOW + 1000).error()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aBearerTokenLimitsTheSession() {
        ClientSession session = open();
        session.handshake("OAUTHBEARER", 1, NOW);
        AuthenticationOutcome outcome = session.authenticate(bearer("{\"sub\":\"carol\",\"exp\":12.5}"), NOW);

        assertThat(outcome.lifetimeMs()).isEqualTo(2500);
        assertThat(session.principal()).isEqualTo("User:carol");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sub\":\"carol\",\"exp\":10}",
                "{\"sub\":\"carol\"}",
                "{\"exp\":20}",
                "{\"sub\":\"carol\",\"exp\":20,\"iat\":11}",
                "[]"
            })
    void aBearerTokenThatIsNotValidIsRefusedInTwoSteps(String claims) {
        ClientSession session = open();
        session.handshake("OAUTHBEARER", 1, NOW);

        assertThat(session.authenticate(bearer(claims), NOW).token())
                .isEqualTo(bytes("{\"status\":\"invalid_token\"}"));
        assertThat(session.authenticate(Bytes.copyOf((byte) 1), NOW).message())
                .isEqualTo("{\"status\":\"invalid_token\"}");
    }

    private static Bytes bearer(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String token = base64.encodeToString("{\"alg\":\"none\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(UTF_8)) + ".";
        return bytes("n,,\u0001auth=Bearer " + token + "\u0001\u0001");
    }
}
