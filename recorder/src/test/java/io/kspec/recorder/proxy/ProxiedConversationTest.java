package io.kspec.recorder.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.Catalog;
import io.kspec.recorder.CallEnding;
import io.kspec.recorder.RecordedCall;
import io.kspec.recorder.RecordedFrame;
import io.kspec.recorder.RecordedToken;
import io.kspec.recorder.WireClient;
import io.kspec.recorder.tap.Tap;
import io.kspec.recorder.tap.TappedConnection;
import io.kspec.stage.net.Target;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiedConversationTest {
    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<RecordedToken> tokens = new ArrayList<>();
    private final List<Bytes> frames = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ProxiedConversation conversation = conversation(false);

    private ProxiedConversation conversation(boolean keepSecrets) {
        Tap tap = new Tap() {
            @Override
            public void call(RecordedCall call) {
                calls.add(call);
            }

            @Override
            public void token(RecordedToken token) {
                tokens.add(token);
            }

            @Override
            public void frame(TappedConnection connection, boolean fromClient, Bytes frame, long micros) {
                frames.add(frame);
            }

            @Override
            public void note(String text) {}
        };
        ProxySession session = new ProxySession(
                tap, told::add, () -> 5, keepSecrets, broker -> Optional.of(new Target("proxy.example", 1)));
        InetSocketAddress address = InetSocketAddress.createUnresolved("client", 4000);
        return new ProxiedConversation(session, new TappedConnection(1, address, address), "broker-1:9092");
    }

    private static Bytes heartbeat(int correlationId) {
        return WireClient.request("Heartbeat", 4, correlationId, body -> {});
    }

    private static Bytes heartbeatAnswer(int correlationId) {
        return WireClient.response("Heartbeat", 4, correlationId, body -> {});
    }

    @Test
    void aRequestAndItsResponseAreACall() {
        conversation.request(heartbeat(7));
        Bytes answer = heartbeatAnswer(7);

        conversation.response(answer);

        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.request().bytes()).isEqualTo(heartbeat(7));
            assertThat(call.responseBytes()).isEqualTo(answer);
            assertThat(call.ending()).isEqualTo(CallEnding.ANSWERED);
            assertThat(call.sent().order()).isLessThan(call.ended().order());
        });
    }

    @Test
    void theRecordingKeepsTheBrokersAddressWhenTheClientGetsThatOfTheProxy() {
        conversation.request(WireClient.request("Metadata", 12, 7, body -> {}));
        Bytes answer = WireClient.response(
                "Metadata",
                12,
                7,
                body -> body.add("Brokers", broker -> broker.set("Host", "b").set("Port", 9092)));

        Bytes passed = conversation.changed(answer);
        conversation.response(answer);

        assertThat(Frames.decodeResponse(Catalog.standard().api("Metadata"), 12, passed)
                        .getStructs("Brokers")
                        .get(0)
                        .getString("Host"))
                .isEqualTo("proxy.example");
        assertThat(calls.get(0).responseBytes()).isEqualTo(answer);
    }

    @Test
    void aRequestWithoutResponseEndsAtOnce() {
        conversation.request(WireClient.request("Produce", 9, 7, body -> body.set("Acks", 0)));
        conversation.request(heartbeat(8));
        conversation.response(heartbeatAnswer(8));

        assertThat(calls).extracting(RecordedCall::ending).containsExactly(CallEnding.NONE_DUE, CallEnding.ANSWERED);
    }

    @Test
    void requestsThatTheBrokerPassesOverAreSkipped() {
        conversation.request(heartbeat(7));
        conversation.request(heartbeat(8));
        conversation.response(heartbeatAnswer(8));

        assertThat(calls).extracting(RecordedCall::ending).containsExactly(CallEnding.SKIPPED, CallEnding.ANSWERED);
    }

    @Test
    void whatWaitsWhenTheConnectionEndsIsRecorded() {
        conversation.request(heartbeat(7));
        conversation.closed(CallEnding.CLOSED);
        conversation.closed(CallEnding.CLOSED);

        assertThat(calls).extracting(RecordedCall::ending).containsExactly(CallEnding.CLOSED);
    }

    @Test
    void aResponseOfAnUnknownVersionPassesAndThatIsTold() {
        Bytes request = Bytes.fromHex("0003 0063 00000007 ffff");
        Bytes answer = Bytes.fromHex("00000007 0102030405");

        conversation.request(request);

        assertThat(conversation.mayChange(7)).isFalse();
        conversation.response(answer);
        assertThat(calls).singleElement().hasToString("Metadata v99");
        assertThat(told)
                .containsExactly(
                        "Responses of Metadata v99 pass with the brokers' own addresses, on which clients leave"
                                + " the proxy: kspec does not know this version.");
    }

    @Test
    void aResponseThatNobodyWaitsForPassesAndThatIsTold() {
        Bytes answer = heartbeatAnswer(99);

        conversation.response(answer);

        assertThat(conversation.mayChange(99)).isFalse();
        assertThat(calls).isEmpty();
        assertThat(told).singleElement().asString().contains("no request waits for it");
    }

    private static Bytes authenticate(String secret) {
        return WireClient.request(
                "SaslAuthenticate", 2, 7, body -> body.set("AuthBytes", secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void secretsAreHiddenInAllThatIsKept() {
        conversation.request(authenticate("user-password"));
        conversation.response(WireClient.response(
                "SaslAuthenticate", 2, 7, body -> body.set("AuthBytes", "proof".getBytes(StandardCharsets.UTF_8))));

        assertThat(calls.get(0).request().bytes()).isEqualTo(authenticate("*************"));
        assertThat(frames)
                .noneMatch(frame -> new String(frame.toArray(), StandardCharsets.UTF_8).contains("user-password"))
                .noneMatch(frame -> new String(frame.toArray(), StandardCharsets.UTF_8).contains("proof"));
    }

    @Test
    void secretsAreKeptIfAsked() {
        conversation(true).request(authenticate("user-password"));

        assertThat(frames).containsExactly(authenticate("user-password"));
    }

    @Test
    void passwordsInConfigurationsAreHidden() {
        Bytes request = WireClient.request(
                "IncrementalAlterConfigs",
                1,
                7,
                body -> body.add("Resources", resource -> resource.set("ResourceType", 4)
                        .set("ResourceName", "1")
                        .add("Configs", config -> config.set("Name", "listener.name.x.ssl.keystore.password")
                                .set("Value", "hunter2"))
                        .add("Configs", config -> config.set("Name", "retention.ms")
                                .set("Value", "1234567"))));

        conversation.request(request);

        String kept = new String(frames.get(0).toArray(), StandardCharsets.UTF_8);
        assertThat(kept).doesNotContain("hunter2").contains("*******").contains("1234567");
    }

    @Test
    void tokensOfTheOldSaslPassAndAreHidden() {
        Bytes token = Bytes.wrap("\0user\0hunter2".getBytes(StandardCharsets.UTF_8));
        conversation.request(WireClient.request("SaslHandshake", 0, 7, body -> body.set("Mechanism", "PLAIN")));
        conversation.response(WireClient.response("SaslHandshake", 0, 7, body -> {}));

        conversation.request(token);
        conversation.response(Bytes.EMPTY);
        conversation.request(heartbeat(8));
        conversation.response(heartbeatAnswer(8));

        assertThat(frames).noneMatch(frame -> new String(frame.toArray(), StandardCharsets.UTF_8).contains("hunter2"));
        assertThat(calls).hasToString("[SaslHandshake v0, Heartbeat v4]");
        assertThat(told).isEmpty();
        assertThat(tokens)
                .containsExactly(
                        new RecordedToken(
                                1,
                                true,
                                tokens.get(0).at(),
                                RecordedFrame.of(Bytes.wrap("*************".getBytes(StandardCharsets.UTF_8)))),
                        new RecordedToken(1, false, tokens.get(1).at(), RecordedFrame.of(Bytes.EMPTY)));
        assertThat(tokens.get(0).at().order())
                .isBetween(calls.get(0).ended().order(), tokens.get(1).at().order());
    }
}
