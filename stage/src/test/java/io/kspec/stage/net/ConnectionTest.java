package io.kspec.stage.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.ScriptedServer.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionTest {
    private static final ApiSpec HEARTBEAT = Catalog.standard().api("Heartbeat");
    private static final int VERSION = 1;
    private static final Message BODY =
            Message.builder(HEARTBEAT.request(VERSION)).set("GroupId", "g").build();
    private static final Duration SHORT = Duration.ofMillis(80);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Transcript transcript = new Transcript();

    private Connection connect(ScriptedServer server) {
        return Connection.open(
                "member-1", server.target(), "tester", ConnectionSettings.DEFAULT.withReadTimeout(LONG), transcript);
    }

    @Test
    void anAnswerIsDecodedAndTheExchangeKept() {
        Script answering = client -> {
            RequestFrame request = client.request();
            client.answer(
                    request,
                    Message.builder(HEARTBEAT.response(VERSION))
                            .set("ErrorCode", 27)
                            .build());
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(answering);
                Connection connection = connect(server)) {
            Message answer = connection.ask("Heartbeat", VERSION, body -> body.set("GroupId", "g"));

            assertThat(answer.getShort("ErrorCode")).isEqualTo((short) 27);
            Exchange exchange = transcript.exchanges().get(0);
            assertThat(exchange.connection()).isEqualTo("member-1");
            assertThat(exchange.request()).isEqualTo(server.received().get(0));
            assertThat(exchange.receivedAt()).isGreaterThanOrEqualTo(exchange.sentAt());
        }
    }

    @Test
    void anAnswerInPiecesIsPutTogether() {
        CountDownLatch sawHalf = new CountDownLatch(1);
        Script trickling = client -> {
            client.request();
            client.raw(Bytes.fromHex("0000 000a 0000"));
            sawHalf.await();
            client.raw(Bytes.fromHex("0001 0000 0000 0000"));
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(trickling);
                Connection connection = connect(server)) {
            int id = connection.send(HEARTBEAT, VERSION, BODY);
            ResponseTimeout half = catchThrowableOfType(ResponseTimeout.class, () -> connection.receive(id, SHORT));
            sawHalf.countDown();
            Exchange whole = connection.receive(id);

            assertThat(half.partial()).isEqualTo(Bytes.fromHex("0000 000a 0000"));
            assertThat(half)
                    .hasMessage("member-1, Heartbeat v1: expected a response within 80 ms,"
                            + " found 6 bytes [0000000a0000]");
            assertThat(whole.decodeResponse().succeeded()).isTrue();
        }
    }

    @Test
    void silenceEndsAtTheLimitAndIsInTheTranscript() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle);
                Connection connection = connect(server)) {
            int id = connection.send(HEARTBEAT, VERSION, BODY);

            assertThatExceptionOfType(ResponseTimeout.class)
                    .isThrownBy(() -> connection.receive(id, SHORT))
                    .withMessage("member-1, Heartbeat v1: expected a response within 80 ms, found nothing")
                    .satisfies(timeout -> assertThat(
                                    timeout.exchange().orElseThrow().response())
                            .isNull());
            assertThat(transcript.events()).last().isInstanceOf(TranscriptEvent.Unanswered.class);
        }
    }

    @Test
    void anAnswerIsTakenWithoutWaitingOnceItHasCome() {
        CountDownLatch looked = new CountDownLatch(1);
        Script late = client -> {
            RequestFrame request = client.request();
            looked.await();
            client.answer(request, Message.builder(HEARTBEAT.response(VERSION)).build());
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(late);
                Connection connection = connect(server)) {
            int id = connection.send(HEARTBEAT, VERSION, BODY);

            assertThat(connection.receiveNow(id)).isEmpty();
            assertThat(transcript.exchanges()).isEmpty();
            looked.countDown();
            assertThat(Await.of("the answer", LONG).last(() -> connection.receiveNow(id), Optional::isPresent))
                    .isPresent();
            assertThat(transcript.exchanges()).hasSize(1);
        }
    }

    @Test
    void aTrickleThatNeverEndsIsNoReasonToWaitLonger() {
        Script endless = client -> {
            client.raw(Bytes.fromHex("0000 ffff"));
            while (true) {
                client.raw(Bytes.fromHex("00"));
                Thread.onSpinWait();
            }
        };
        ConnectionSettings settings = ConnectionSettings.DEFAULT.withMaximumResponseSize(Integer.MAX_VALUE);
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.raw(Bytes.fromHex("7fff ffff"));
                    endless.play(client);
                });
                Connection connection = Connection.open("c", server.target(), null, settings, transcript)) {
            assertThat(connection.receiveFrame(SHORT)).isInstanceOf(Reception.TimedOut.class);
        }
    }

    @Test
    void theTargetsCloseIsNamedWithWhatCameBefore() {
        Script closing = client -> {
            client.request();
            client.raw(Bytes.fromHex("0000 000a 00"));
        };
        try (ScriptedServer server = ScriptedServer.playing(closing);
                Connection connection = connect(server)) {
            assertThatExceptionOfType(ConnectionClosed.class)
                    .isThrownBy(() -> connection.exchange(HEARTBEAT, VERSION, BODY))
                    .withMessage("member-1, Heartbeat v1: expected a response,"
                            + " found the connection closed by the target after 5 bytes [0000000a00]");
            assertThat(connection.isOpen()).isFalse();
            assertThatExceptionOfType(ConnectionClosed.class)
                    .isThrownBy(() -> connection.exchange(HEARTBEAT, VERSION, BODY));
        }
    }

    @Test
    void aResetIsToldFromAnOrderlyClose() {
        Script resetting = client -> {
            client.request();
            client.reset();
        };
        try (ScriptedServer server = ScriptedServer.playing(resetting);
                Connection connection = connect(server)) {
            ConnectionClosed closed =
                    catchThrowableOfType(ConnectionClosed.class, () -> connection.exchange(HEARTBEAT, VERSION, BODY));

            assertThat(closed.reset()).isTrue();
        }
    }

    @Test
    void aForeignCorrelationIdIsAFindingThatKeepsTheFrame() {
        Script wrong = client -> {
            RequestFrame request = client.request();
            client.answer(
                    request, 77, Message.defaults(HEARTBEAT.response(VERSION).struct()));
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(wrong);
                Connection connection = connect(server)) {
            ForeignResponse foreign =
                    catchThrowableOfType(ForeignResponse.class, () -> connection.exchange(HEARTBEAT, VERSION, BODY));

            assertThat(foreign)
                    .hasMessage("member-1, Heartbeat v1 response: expected correlation id 1,"
                            + " found 77 in [0000004d000000000000]");
            assertThat(foreign.outOfOrder()).isFalse();
            assertThat(foreign.exchange().orElseThrow().response()).isEqualTo(foreign.frame());
            assertThat(connection.isOpen()).isFalse();
        }
    }

    @Test
    void pipelinedRequestsMayBeReceivedInAnyOrderButMustBeAnsweredInTheirs() {
        Script inOrder = client -> {
            RequestFrame first = client.request();
            RequestFrame second = client.request();
            client.answerDefaults(first);
            client.answerDefaults(second);
            client.idle();
        };
        Script swapped = client -> {
            RequestFrame first = client.request();
            RequestFrame second = client.request();
            client.answerDefaults(second);
            client.answerDefaults(first);
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(inOrder, swapped);
                Connection good = connect(server);
                Connection bad = connect(server)) {
            int first = good.send(HEARTBEAT, VERSION, BODY);
            int second = good.send(HEARTBEAT, VERSION, BODY);
            assertThat(good.receive(second).response()).isNotNull();
            assertThat(good.receive(first).response()).isNotNull();

            int early = bad.send(HEARTBEAT, VERSION, BODY);
            bad.send(HEARTBEAT, VERSION, BODY);
            assertThatExceptionOfType(ForeignResponse.class)
                    .isThrownBy(() -> bad.receive(early))
                    .withMessageContaining("found 2, which is that of a later request in ")
                    .matches(ForeignResponse::outOfOrder);
        }
    }

    @Test
    void anUndecodableAnswerNamesItsByte() {
        Script longer = client -> {
            client.request();
            client.frame(Bytes.fromHex("00000001 00000000 0000 ff"));
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(longer);
                Connection connection = connect(server)) {
            UndecodableResponse failure = catchThrowableOfType(
                    UndecodableResponse.class, () -> connection.ask("Heartbeat", VERSION, body -> {}));

            assertThat(failure.failure().kind()).isEqualTo(DecodeFailure.Kind.TRAILING_BYTES);
            assertThat(failure.failure().offset()).isEqualTo(10);
            assertThat(failure).hasMessageStartingWith("member-1, Heartbeat v1 response at byte 10: expected ");
        }
    }

    @Test
    void aServerOfAnotherProtocolIsRecognisedByItsFirstBytes() {
        Script http = client -> {
            client.request();
            client.raw(Bytes.wrap("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            client.idle();
        };
        try (ScriptedServer server = ScriptedServer.playing(http);
                Connection connection = connect(server)) {
            assertThatExceptionOfType(ImpossibleFrame.class)
                    .isThrownBy(() -> connection.exchange(HEARTBEAT, VERSION, BODY))
                    .withMessageStartingWith("member-1, Heartbeat v1: expected a frame of 4 to 104857600 bytes,"
                            + " found the size 1213486160 in [")
                    .withMessageEndingWith(", which reads \"HTTP/1.1 400 Bad Request\"");
        }
    }

    @Test
    void aSizeBelowThatOfACorrelationIdIsImpossible() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.raw(Bytes.fromHex("0000 0003 0000 00"));
                    client.idle();
                });
                Connection connection = connect(server)) {
            assertThat(connection.receiveFrame(LONG))
                    .isEqualTo(new Reception.ImpossibleSize(3, Bytes.fromHex("0000 0003 0000 00")));
        }
    }

    @Test
    void rawFramesGoOutWithTheSizeTheyClaim() {
        CountDownLatch done = new CountDownLatch(1);
        Script reading = client -> {
            client.frame();
            client.frame();
            done.countDown();
        };
        try (ScriptedServer server = ScriptedServer.playing(reading);
                Connection connection = connect(server)) {
            connection.sendFrame(2, Bytes.fromHex("0a0b"));
            connection.sendRaw(Bytes.fromHex("0000 0001 0c"));

            assertThat(connection.receiveFrame(LONG)).isEqualTo(new Reception.Closed(Bytes.EMPTY, false));
            assertThat(server.received()).containsExactly(Bytes.fromHex("0a0b"), Bytes.fromHex("0c"));
        }
    }

    @Test
    void unsolicitedBytesBreakTheQuiet() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle, client -> {
                    client.frame(Bytes.fromHex("0000 0001"));
                    client.idle();
                });
                Connection quiet = connect(server);
                Connection noisy = connect(server)) {
            assertThat(quiet.staysQuiet(SHORT)).isTrue();
            assertThat(noisy.staysQuiet(LONG)).isFalse();
        }
    }

    @Test
    void aRequestThatNeedsNoAnswerIsNotWaitedFor() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle);
                Connection connection = connect(server)) {
            connection.sendOneWay(HEARTBEAT, VERSION, BODY);

            assertThat(connection.staysQuiet(SHORT)).isTrue();
            assertThat(transcript.exchanges()).singleElement().matches(exchange -> exchange.response() == null);
        }
    }

    @Test
    void aTargetThatTakesNothingEndsTheWriteAtItsLimit() {
        CountDownLatch never = new CountDownLatch(1);
        ConnectionSettings hasty = ConnectionSettings.DEFAULT.withTimeouts(SHORT);
        try (ScriptedServer server = ScriptedServer.playing(client -> never.await());
                Connection connection = Connection.open("c", server.target(), null, hasty, transcript)) {
            Bytes large = Bytes.wrap(new byte[64 * 1024 * 1024]);

            assertThatExceptionOfType(ResponseTimeout.class)
                    .isThrownBy(() -> connection.sendRaw(large))
                    .withMessage("c: expected that the target takes 67108864 bytes within 80 ms, found nothing");
        }
    }

    @Test
    void nobodyListeningIsSaidSo() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Target nowhere = new Target("127.0.0.1", port);

        assertThatExceptionOfType(TargetUnreachable.class)
                .isThrownBy(() -> Connection.open("c", nowhere, null, ConnectionSettings.DEFAULT, transcript))
                .withMessage("127.0.0.1:" + port + ": expected a broker that accepts connections,"
                        + " found nothing that listens (Connection refused)");
    }

    @Test
    void anInterruptEndsTheWait() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle);
                Connection connection = connect(server)) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(StageInterrupted.class).isThrownBy(() -> connection.receiveFrame(LONG));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void misuseIsNotBlamedOnTheTarget() {
        try (ScriptedServer server = ScriptedServer.playing(ScriptedServer.Client::idle)) {
            Connection connection = connect(server);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> connection.receive(9))
                    .withMessage("member-1: expected a correlation id in flight, one of [], found 9");
            connection.close();
            assertThatIllegalStateException()
                    .isThrownBy(() -> connection.send(HEARTBEAT, VERSION, BODY))
                    .withMessage("member-1: expected an open connection, found one that was closed here");
        }
    }
}
