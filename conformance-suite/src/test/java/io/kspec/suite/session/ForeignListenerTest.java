package io.kspec.suite.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.MockBroker;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import io.kspec.stage.net.ConnectionSettings;
import io.kspec.stage.net.ScriptedServer;
import io.kspec.stage.net.Target;
import io.kspec.stage.net.TlsProxy;
import io.kspec.stage.security.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ForeignListenerTest {
    private static final int API_VERSIONS = 18;
    private static final int SASL_HANDSHAKE = 17;
    private static final int METADATA = 3;
    private static final int SASL_AUTHENTICATE = 36;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What a broker does with a request other than ApiVersions. */
    private interface Manners {
        /** The answer, or null to close the connection. */
        @Nullable Message answer(RequestFrame request);
    }

    @Test
    void aListenerThatWantsSaslIsRecognised() {
        assertRefused(
                broker(request -> request.api().key() == SASL_HANDSHAKE ? mechanisms(request, "PLAIN", "X") : null),
                ": expected a listener without authentication, found one that wants SASL (mechanisms PLAIN, X): give"
                        + " --command-config FILE with security.protocol SASL_PLAINTEXT, sasl.mechanism and"
                        + " sasl.jaas.config");
    }

    @Test
    void aBrokerThatOffersSaslAndDoesNotWantItIsAccepted() {
        assertAccepted(broker(
                request -> request.api().key() == SASL_HANDSHAKE ? mechanisms(request, "PLAIN") : defaults(request)));
    }

    @Test
    void aBrokenBrokerThatClosesOnEverythingIsAccepted() {
        assertAccepted(broker(request -> null));
        assertAccepted(broker(request -> request.api().key() == SASL_HANDSHAKE ? mechanisms(request) : null));
    }

    @Test
    void aBrokerWithoutSaslIsAskedForNothingElse() throws IOException {
        try (MockBroker mock =
                MockBroker.builder().versions("SaslHandshake", Versions.NONE).start()) {
            assertThatCode(() -> demand(new Target(mock.host(), mock.port()), LIMIT))
                    .doesNotThrowAnyException();
            assertThat(mock.journal())
                    .allSatisfy(entry -> assertThat(entry.toString()).contains("ApiVersions"));
        }
    }

    @Test
    void aTlsListenerIsRecognised() throws IOException {
        try (MockBroker mock = MockBroker.start();
                TlsProxy proxy = TlsProxy.before(
                        new Target(mock.host(), mock.port()), TestKeys.serverWith("server.p12"), false)) {
            assertRefused(
                    proxy.target(), LIMIT, ": expected a Kafka broker that speaks plaintext, found a TLS listener");
        }
    }

    @Test
    void aTlsListenerThatClosesWithoutAnAlertIsRecognised() {
        ScriptedServer.Script rude = client -> {
            int first = client.next();
            if (first == 0x16) {
                client.raw(Bytes.fromHex("160303 0002 0200"));
                client.idle();
            }
        };
        try (ScriptedServer server = ScriptedServer.playing(rude)) {
            assertRefused(
                    server.target(), LIMIT, ": expected a Kafka broker that speaks plaintext, found a TLS listener");
        }
    }

    @Tag("long")
    @Test
    void silenceIsFoundWithinTheTimeoutOnce() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            assertRefused(
                    new Target("127.0.0.1", silent.getLocalPort()),
                    Duration.ofSeconds(4),
                    ": expected an answer to ApiVersions v0, found silence for 4 s on an accepted connection");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(3_900), Duration.ofMillis(7_500));
        }
    }

    @Tag("long")
    @Test
    void aBrokerThatAnswersLateButInTimeIsAccepted() {
        ScriptedServer.Script slow = client -> {
            RequestFrame request = client.request();
            Thread.sleep(4_000);
            client.answerDefaults(request);
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(slow, ScriptedServer.Client::idle)) {
            assertThatCode(() -> demand(server.target(), Duration.ofSeconds(10)))
                    .doesNotThrowAnyException();
        }
    }

    private static ScriptedServer broker(Manners manners) {
        return ScriptedServer.playing(client -> {
            while (true) {
                RequestFrame request = client.request();
                Message answer = request.api().key() == API_VERSIONS ? versions(request) : manners.answer(request);
                if (answer == null) {
                    return;
                }
                client.answer(request, answer);
            }
        });
    }

    private static Message versions(RequestFrame request) {
        MessageBuilder body = Message.builder(request.api().response(request.version()));
        for (int key : List.of(API_VERSIONS, SASL_HANDSHAKE, SASL_AUTHENTICATE, METADATA)) {
            body.add("ApiKeys", entry -> entry.set("ApiKey", key).set("MaxVersion", 1));
        }
        return body.build();
    }

    private static Message mechanisms(RequestFrame request, String... names) {
        return Message.builder(request.api().response(request.version()))
                .set("ErrorCode", 33)
                .set("Mechanisms", List.of(names))
                .build();
    }

    private static Message defaults(RequestFrame request) {
        return Message.builder(request.api().response(request.version())).build();
    }

    private static void assertAccepted(ScriptedServer broker) {
        try (broker) {
            assertThatCode(() -> demand(broker.target(), LIMIT)).doesNotThrowAnyException();
        }
    }

    private static void assertRefused(ScriptedServer broker, String said) {
        try (broker) {
            assertRefused(broker.target(), LIMIT, said);
        }
    }

    private static void assertRefused(Target target, Duration limit, String said) {
        assertThatExceptionOfType(NoKafkaThere.class)
                .isThrownBy(() -> demand(target, limit))
                .withMessageStartingWith(target + said);
    }

    private static void demand(Target target, Duration limit) {
        new TargetProbe(target, ConnectionSettings.DEFAULT.withReadTimeout(limit)).demand();
    }
}
