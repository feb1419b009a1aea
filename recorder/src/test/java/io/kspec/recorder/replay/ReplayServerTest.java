package io.kspec.recorder.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.recorder.RecordedSession;
import io.kspec.recorder.RecordedToken;
import io.kspec.recorder.SessionHeader;
import io.kspec.recorder.WireClient;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReplayServerTest {
    private static final Bytes PLAIN_TOKEN = Bytes.wrap("\0alice\0secret".getBytes(StandardCharsets.UTF_8));

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<RecordedToken> tokens = new ArrayList<>();

    private void recorded(int connection, Bytes request, @Nullable Bytes response) {
        long order = calls.size() * 2L + 1;
        calls.add(new RecordedCall(
                connection,
                "broker-1:9092",
                new RecordedCall.Moment(order, 0),
                RecordedFrame.of(request),
                response == null ? CallEnding.CLOSED : CallEnding.ANSWERED,
                new RecordedCall.Moment(order + 1, 1),
                response == null ? null : RecordedFrame.of(response)));
    }

    private static Consumer<MessageBuilder> group(String group) {
        return body -> body.set("GroupId", group);
    }

    /** A heartbeat whose response has a throttle time by which it is recognized. */
    private void heartbeat(int connection, String group, int throttle) {
        recorded(
                connection,
                WireClient.request("Heartbeat", 4, 1000 + throttle, group(group)),
                WireClient.response("Heartbeat", 4, 1000 + throttle, body -> body.set("ThrottleTimeMs", throttle)));
    }

    private void token(int connection, boolean fromClient, Bytes bytes) {
        long order = 100L + tokens.size();
        tokens.add(new RecordedToken(
                connection, fromClient, new RecordedCall.Moment(order, order), RecordedFrame.of(bytes)));
    }

    private ReplayServer replay(boolean strict) throws IOException {
        SessionHeader header = new SessionHeader("test", "broker-1:9092", "2026-11-29T22:00:00Z", false);
        return ReplayServer.start(
                new RecordedSession(header, calls, tokens, List.of(), "stopped"),
                new ReplayServer.Settings("127.0.0.1", "127.0.0.1", 0, strict, true),
                told::add);
    }

    private static int beat(WireClient client, String group) {
        return client.ask("Heartbeat", 4, group(group)).getInt("ThrottleTimeMs");
    }

    @Test
    void theNearestRequestIsAnsweredInTheOrderOfTheRecording() throws IOException {
        heartbeat(1, "a", 1);
        heartbeat(1, "b", 2);
        heartbeat(2, "a", 3);
        try (ReplayServer server = replay(false);
                WireClient client = new WireClient(server.address())) {
            assertThat(beat(client, "b")).isEqualTo(2);
            assertThat(beat(client, "a")).isEqualTo(1);
            assertThat(beat(client, "a")).isEqualTo(3);
            assertThat(beat(client, "a")).isEqualTo(3);
            assertThat(beat(client, "b")).isEqualTo(2);
        }
    }

    @Test
    void whatWasNotRecordedClosesTheConnectionAndIsTold() throws IOException {
        heartbeat(1, "a", 1);
        try (ReplayServer server = replay(false)) {
            for (int i = 0; i < 2; i++) {
                try (WireClient client = new WireClient(server.address())) {
                    client.send(WireClient.request("Heartbeat", 3, 9, group("a")));
                    assertThat(client.isClosedByPeer()).isTrue();
                }
            }
            String refusal =
                    "Heartbeat v3 of client \"test\": expected a request that was recorded with its response, found"
                            + " none of this API but those of versions [4]";
            assertThat(told).containsExactly("Not answered: " + refusal);
            assertThat(server.refusals()).containsOnly(Map.entry(refusal, 2));
        }
    }

    @Test
    void addressesAreThoseOfTheReplay() throws IOException {
        recorded(
                1,
                WireClient.request("Metadata", 12, 1, body -> {}),
                WireClient.response("Metadata", 12, 1, body -> body.add("Brokers", broker -> broker.set("NodeId", 1)
                                .set("Host", "broker-1")
                                .set("Port", 9092))
                        .add("Brokers", broker -> broker.set("NodeId", 2)
                                .set("Host", "broker-2")
                                .set("Port", 9092))));
        try (ReplayServer server = replay(false);
                WireClient client = new WireClient(server.address())) {
            List<Message> brokers = client.ask("Metadata", 12, body -> {}).getStructs("Brokers");

            assertThat(brokers.get(0).getInt("Port")).isEqualTo(server.address().port());
            Target second =
                    new Target(brokers.get(1).getString("Host"), brokers.get(1).getInt("Port"));
            assertThat(second.port()).isNotEqualTo(server.address().port());
            try (WireClient other = new WireClient(second)) {
                assertThat(other.ask("Metadata", 12, body -> {}).getStructs("Brokers"))
                        .hasSize(2);
            }
        }
    }

    @Test
    void aStrictReplayTakesTheSameRequestsInTheSameOrder() throws IOException {
        heartbeat(1, "a", 1);
        heartbeat(2, "c", 3);
        heartbeat(1, "b", 2);
        try (ReplayServer server = replay(true);
                WireClient second = new WireClient(server.address());
                WireClient first = new WireClient(server.address())) {
            assertThat(beat(second, "c")).isEqualTo(3);
            assertThat(beat(first, "a")).isEqualTo(1);
            assertThat(beat(first, "b")).isEqualTo(2);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aStrictReplaySaysWhatDiffers() throws IOException {
        heartbeat(1, "a", 1);
        try (ReplayServer server = replay(true);
                WireClient client = new WireClient(server.address())) {
            client.send(WireClient.request("Heartbeat", 4, 9, group("b")));
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(told)
                .containsExactly(
                        "Not answered: request 1 of connection 1: Heartbeat v4, GroupId: expected \"a\", found \"b\"");
    }

    @Test
    void aStrictReplayTakesNoMoreThanWasRecorded() throws IOException {
        heartbeat(1, "a", 1);
        try (ReplayServer server = replay(true);
                WireClient client = new WireClient(server.address())) {
            assertThat(beat(client, "a")).isEqualTo(1);
            client.send(WireClient.request("Heartbeat", 4, 9, group("a")));
            assertThat(client.isClosedByPeer()).isTrue();
            try (WireClient another = new WireClient(server.address())) {
                another.send(WireClient.request("Heartbeat", 4, 9, group("a")));
                assertThat(another.isClosedByPeer()).isTrue();
            }
        }
        assertThat(told)
                .containsExactly(
                        "Not answered: request 2 of connection 1: expected no more, found Heartbeat v4",
                        "Not answered: expected no further connection to broker-1:9092, found one with Heartbeat v4 of client"
                                + " \"test\"");
    }

    @Test
    void aStrictReplayClosesTheConnectionWhereTheBrokerDid() throws IOException {
        recorded(1, WireClient.request("Heartbeat", 4, 1, group("a")), null);
        try (ReplayServer server = replay(true);
                WireClient client = new WireClient(server.address())) {
            client.send(WireClient.request("Heartbeat", 4, 9, group("a")));
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void noAnswerOvertakesOneThatTakesItsTime() throws IOException {
        for (int i = 0; i < 20; i++) {
            heartbeat(1, "g" + i, i);
        }
        RecordedCall first = calls.get(0);
        calls.set(
                0,
                new RecordedCall(
                        1,
                        first.broker(),
                        first.sent(),
                        first.request(),
                        first.ending(),
                        new RecordedCall.Moment(2, 20_000),
                        first.response()));
        try (ReplayServer server = replay(true);
                WireClient client = new WireClient(server.address())) {
            for (int i = 0; i < 20; i++) {
                client.send(WireClient.request("Heartbeat", 4, i, group("g" + i)));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.receive().getInt(0)).isEqualTo(i);
            }
        }
    }

    private void handshake(int connection) {
        recorded(
                connection,
                WireClient.request("SaslHandshake", 0, 5, body -> body.set("Mechanism", "PLAIN")),
                WireClient.response("SaslHandshake", 0, 5, body -> body.set("Mechanisms", List.of("PLAIN"))));
    }

    private static void shakeHands(WireClient client) {
        Message unused = client.ask("SaslHandshake", 0, body -> body.set("Mechanism", "PLAIN"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saslTokensGetTheRecordedOnes(boolean strict) throws IOException {
        handshake(1);
        token(2, true, Bytes.fromHex("2a"));
        token(1, true, Bytes.fromHex("2a2a"));
        token(1, false, Bytes.fromHex("2b2b2b"));
        token(1, true, Bytes.fromHex("2a2a"));
        token(1, false, Bytes.EMPTY);
        heartbeat(1, "a", 1);
        try (ReplayServer server = replay(strict);
                WireClient client = new WireClient(server.address())) {
            shakeHands(client);
            client.send(PLAIN_TOKEN);
            assertThat(client.receive()).isEqualTo(Bytes.fromHex("2b2b2b"));
            client.send(Bytes.EMPTY);
            assertThat(client.receive()).isEqualTo(Bytes.EMPTY);
            assertThat(beat(client, "a")).isEqualTo(1);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aSaslTokenWithoutAnswerClosesTheConnectionAsTheBrokerDid() throws IOException {
        handshake(1);
        token(1, true, Bytes.fromHex("2a2a"));
        try (ReplayServer server = replay(false);
                WireClient client = new WireClient(server.address())) {
            shakeHands(client);
            client.send(PLAIN_TOKEN);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void moreSaslTokensThanWereRecordedAreRefused() throws IOException {
        handshake(1);
        try (ReplayServer server = replay(false);
                WireClient client = new WireClient(server.address())) {
            shakeHands(client);
            client.send(PLAIN_TOKEN);
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(told)
                .containsExactly(
                        "Not answered: SaslHandshake v0: expected as many SASL tokens as were recorded, 0, found"
                                + " more");
    }

    @Test
    void anEmptyRecordingIsRefused() {
        assertThatThrownBy(() -> replay(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a recording with at least one request, found none");
    }
}
