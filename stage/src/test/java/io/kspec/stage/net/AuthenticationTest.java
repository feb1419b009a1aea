package io.kspec.stage.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.scram.ScramHash;
import io.kspec.stage.net.ScriptedServer.Client;
import io.kspec.stage.security.ListenerSecurity;
import io.kspec.stage.security.PlainMechanism;
import io.kspec.stage.security.SaslMechanism;
import io.kspec.stage.security.ScramMechanism;
import io.kspec.stage.security.Secret;
import io.kspec.stage.security.SecuritySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AuthenticationTest {
    private static final String PASSWORD = "s3cret-of-alice";
    private static final PlainMechanism ALICE = new PlainMechanism("alice", new Secret(PASSWORD));
    private static final int VERSIONS = 18;
    private static final int HANDSHAKE = 17;
    private static final int AUTHENTICATE = 36;

    private final Transcript transcript = new Transcript();
    private final List<String> asked = new ArrayList<>();

    /** A listener that plays SASL up to what a test adds, and answers every request after it with defaults. */
    private Message next(Client client, int[]... apis) throws IOException {
        RequestFrame request = client.request();
        asked.add(request.api().name() + " v" + request.version() + " " + request.correlationId());
        if (request.api().key() == VERSIONS) {
            MessageBuilder body = Message.builder(request.api().response(request.version()));
            for (int[] api : apis) {
                body.add("ApiKeys", entry -> entry.set("ApiKey", api[0])
                        .set("MinVersion", api[1])
                        .set("MaxVersion", api[2]));
            }
            client.answer(request, body.build());
            return next(client, apis);
        }
        lastRequest = request;
        return request.body();
    }

    private @Nullable RequestFrame lastRequest;

    private void answer(Client client, Consumer<MessageBuilder> fill) throws IOException {
        RequestFrame request = Objects.requireNonNull(lastRequest);
        MessageBuilder body = Message.builder(request.api().response(request.version()));
        fill.accept(body);
        client.answer(request, body.build());
    }

    private static int[] api(int key, int min, int max) {
        return new int[] {key, min, max};
    }

    @Test
    void itIsDoneAsTheJavaClientDoes() {
        ScriptedServer.Script accepting = client -> {
            Message handshake = next(client, api(HANDSHAKE, 0, 1), api(AUTHENTICATE, 0, 9));
            assertThat(handshake.getString("Mechanism")).isEqualTo("PLAIN");
            answer(client, body -> body.set("Mechanisms", List.of("PLAIN")));
            Message token = next(client);
            assertThat(new String(token.getBytes("AuthBytes").toArray(), UTF_8)).isEqualTo("\0alice\0" + PASSWORD);
            answer(client, body -> {});
            next(client);
            answer(client, body -> {});
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(accepting);
                Connection connection = open(server, ALICE)) {
            connection.ask("Heartbeat", 1, body -> {});

            assertThat(asked)
                    .containsExactly(
                            "ApiVersions v0 2147483640",
                            "SaslHandshake v1 2147483641",
                            "SaslAuthenticate v2 2147483642",
                            "Heartbeat v1 1");
            assertThat(transcript.exchanges())
                    .extracting(exchange -> exchange.api().name())
                    .containsExactly("Heartbeat");
            assertThat(transcript.events())
                    .hasSize(3)
                    .anyMatch(event -> event instanceof TranscriptEvent.Noted note
                            && note.text().equals("client is authenticated with PLAIN"));
            assertNoSecret();
        }
    }

    @Test
    void withoutSaslAuthenticateTheTokensHaveNoHeaders() {
        ScriptedServer.Script old = client -> {
            next(client, api(HANDSHAKE, 0, 1));
            answer(client, body -> {});
            assertThat(new String(client.frame().toArray(), UTF_8)).isEqualTo("\0alice\0" + PASSWORD);
            client.raw(Bytes.fromHex("00000000"));
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(old);
                Connection connection = open(server, ALICE)) {
            assertThat(asked).last().isEqualTo("SaslHandshake v0 2147483641");
            assertThat(connection.isOpen()).isTrue();
        }
    }

    @Test
    void aRefusedPasswordIsSaidAndNotShown() {
        refused(
                client -> {
                    next(client, api(HANDSHAKE, 0, 1), api(AUTHENTICATE, 0, 0));
                    answer(client, body -> {});
                    next(client);
                    answer(client, body -> body.set("ErrorCode", 58).set("ErrorMessage", PASSWORD + " is wrong"));
                },
                ALICE,
                "expected authentication with PLAIN, found 58 SASL_AUTHENTICATION_FAILED ([hidden] is wrong)");
    }

    @Test
    void aMechanismThatIsNotOfferedIsSaidWithThoseThatAre() {
        refused(
                client -> {
                    next(client, api(HANDSHAKE, 0, 1), api(AUTHENTICATE, 0, 0));
                    answer(client, body -> body.set("ErrorCode", 33).set("Mechanisms", List.of("GSSAPI", "PLAIN")));
                },
                new ScramMechanism(ScramHash.SHA_256, "alice", new Secret(PASSWORD)),
                "expected a listener that offers SCRAM-SHA-256, found 33 UNSUPPORTED_SASL_MECHANISM and GSSAPI, PLAIN");
    }

    @Test
    void aListenerWithoutSaslIsSaid() {
        refused(
                client -> next(client, api(AUTHENTICATE, 0, 2)),
                ALICE,
                "expected a listener that advertises SaslHandshake, found one that does not");
    }

    @Test
    void aBrokerThatDoesNotKnowThePasswordIsNotTrusted() {
        refused(
                client -> {
                    next(client, api(HANDSHAKE, 0, 1), api(AUTHENTICATE, 0, 0));
                    answer(client, body -> {});
                    String first = new String(next(client).getBytes("AuthBytes").toArray(), UTF_8);
                    String nonce = first.substring(first.indexOf("r=") + 2);
                    answer(client, body -> body.set("AuthBytes", bytes("r=" + nonce + "x,s=c2FsdA==,i=4096")));
                    next(client);
                    answer(client, body -> body.set("AuthBytes", bytes("v=c2FsdA==")));
                },
                new ScramMechanism(ScramHash.SHA_512, "alice", new Secret(PASSWORD)),
                "expected authentication with SCRAM-SHA-512, found SCRAM message of the broker: expected the signature"
                        + " of a broker that knows the password, found another one");
    }

    @Test
    void aClosedConnectionIsSaid() {
        refused(
                client -> {
                    next(client, api(HANDSHAKE, 0, 1), api(AUTHENTICATE, 0, 0));
                    answer(client, body -> {});
                    next(client);
                },
                ALICE,
                "expected an answer to SaslAuthenticate v0, found the connection closed");
    }

    @Test
    void silenceEndsAtTheLimit() {
        refused(
                Client::idle,
                ALICE,
                Duration.ofMillis(400),
                "expected an answer to ApiVersions v0 within 400 ms, found none");
    }

    private void refused(ScriptedServer.Script script, SaslMechanism mechanism, String said) {
        refused(script, mechanism, Duration.ofSeconds(20), said);
    }

    private void refused(ScriptedServer.Script script, SaslMechanism mechanism, Duration limit, String said) {
        try (ScriptedServer server = ScriptedServer.playing(script)) {
            assertThatExceptionOfType(SecurityFailure.class)
                    .isThrownBy(() -> open(server, mechanism, limit))
                    .withMessage(server.target() + ": " + said);
            assertThat(transcript.events()).last().isInstanceOf(TranscriptEvent.Disconnected.class);
            assertNoSecret();
        }
    }

    private void assertNoSecret() {
        Bytes secret = bytes(PASSWORD);
        assertThat(transcript.events().toString()).doesNotContain(PASSWORD).doesNotContain(secret.toHex());
    }

    private Connection open(ScriptedServer server, SaslMechanism mechanism) {
        return open(server, mechanism, Duration.ofSeconds(20));
    }

    private Connection open(ScriptedServer server, SaslMechanism mechanism, Duration limit) {
        ConnectionSettings settings = ConnectionSettings.DEFAULT
                .withReadTimeout(limit)
                .withSecurity(SecuritySettings.ofEveryRole(new ListenerSecurity(null, mechanism)));
        assertThat(settings.toString()).doesNotContain(PASSWORD);
        return Connection.open("client", server.target(), "tester", settings, transcript);
    }

    private static Bytes bytes(String text) {
        return Bytes.wrap(text.getBytes(UTF_8));
    }
}
