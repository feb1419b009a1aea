package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.Reception;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Refusal;
import io.kspec.suite.check.Sweep;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** Checks of the wire format that every API must pass at every version that the target advertises. */
class WireChecks {
    private static final int CORRELATION_ID = 0x0badcafe;
    /** The last version of Produce that Apache Kafka 4 advertises without answering it. */
    private static final int PRODUCE_FOR_SHOW = 2;

    /** How long the target has a piece of a request to itself. */
    private static final Duration PIECE = Duration.ofMillis(20);

    private static final Set<String> TELEMETRY = Set.of("GetTelemetrySubscriptions", "PushTelemetry");

    @ConformanceTest(
            id = "wire.well-formed-answer",
            api = ConformanceTest.EVERY_API,
            requirement =
                    "A well-formed request of an advertised API and version is answered with its correlation id and a"
                            + " body that fits the definition to the last byte.",
            source = "Kafka's message definitions; KIP-35: what is advertised is answered",
            why = "Clients pick the highest version that both sides speak and read its layout field by field.")
    void aWellFormedRequestIsAnswered(Case it) {
        try {
            Answer.of(
                    it.connection().exchange(it.api(), it.version(), WellFormedRequests.body(it.api(), it.version())));
        } catch (ConnectionClosed closed) {
            if (it.api().name().equals("Produce") && it.version() <= PRODUCE_FOR_SHOW) {
                throw new TestAbortedException(
                        "the target hangs up on Produce v0 to v2 although it advertises them, as Apache"
                                + " Kafka 4 does for the sake of librdkafka (KAFKA-18659)");
            }
            throw closed;
        }
    }

    @ConformanceTest(
            id = "wire.unadvertised-version-refused",
            api = ConformanceTest.EVERY_API,
            sweep = Sweep.UNADVERTISED,
            hostile = true,
            requirement =
                    "A request of a version, or of an API, that is not advertised is refused by closing the connection;"
                            + " only ApiVersions is answered, at version 0 with UNSUPPORTED_VERSION.",
            source = "KIP-35 and KIP-511; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "A broker that guesses at a layout it does not know stores or answers nonsense; one that stays silent leaves"
                            + " the client waiting for its request timeout.")
    void anUnadvertisedVersionIsRefused(Case it) {
        Connection connection = it.connection();
        connection.sendFrame(RawRequest.atVersion(it.api(), it.version(), CORRELATION_ID));
        if (it.api().name().equals("ApiVersions")) {
            ApiVersionsAnswers.expectRefusal(connection, it, CORRELATION_ID);
            return;
        }
        try {
            Refusal.expectHangUp(
                    connection,
                    it.api().name() + " v" + it.version() + ", which it does not advertise",
                    it.stage().settings().readTimeout());
        } catch (CheckFailure answered) {
            if (TELEMETRY.contains(it.api().name())) {
                throw new TestAbortedException(
                        "Apache Kafka too answers this API where no plugin collects metrics and it is"
                                + " therefore not advertised (KIP-714; measured on 3.9.2 and 4.3.1)");
            }
            throw answered;
        }
    }

    @ConformanceTest(
            id = "wire.truncated-request-refused",
            api = ConformanceTest.EVERY_API,
            hostile = true,
            requirement =
                    "A request whose body ends a byte too early is refused by closing the connection, and harms nobody"
                            + " else.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "One client with a bug must not take the broker away from all others.")
    void aTruncatedRequestIsRefused(Case it) {
        Message body = WellFormedRequests.body(it.api(), it.version());
        Bytes frame = Frames.encodeRequest(it.api(), it.version(), CORRELATION_ID, "kspec-cut", body);
        Connection connection = it.connection();
        connection.sendFrame(frame.slice(0, frame.size() - 1));
        Refusal.expectHangUp(
                connection,
                it.api().name() + " v" + it.version() + " without its last byte",
                it.stage().settings().readTimeout());
    }

    @ConformanceTest(
            id = "wire.unknown-api-refused",
            hostile = true,
            requirement = "A request with an API key that does not exist is refused by closing the connection.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Newer clients probe for newer APIs; a broker that crashes or stays silent on them takes every client down.")
    void anUnknownApiIsRefused(Case it) {
        for (int key : new int[] {9_999, Short.MAX_VALUE, -1}) {
            Connection connection = it.role("stranger " + key).connection();
            connection.sendFrame(RawRequest.frame(key, 0, CORRELATION_ID, false, Bytes.EMPTY));
            Refusal.expectHangUp(
                    connection, "API key " + key, it.stage().settings().readTimeout());
        }
    }

    @ConformanceTest(
            id = "wire.request-in-pieces",
            requirement = "A request that arrives in pieces is waited for, and answered like one that arrives at once.",
            source = "Kafka protocol guide: requests are size-delimited, TCP keeps no boundaries",
            why = "Networks split what clients write.")
    void aRequestInPiecesIsAnswered(Case it) {
        Connection connection = it.connection();
        Bytes frame = RawRequest.atVersion(ApiVersionsAnswers.API, 0, CORRELATION_ID);
        Bytes size = Bytes.wrap(ByteBuffer.allocate(4).putInt(frame.size()).array());
        Bytes whole = size.concat(frame);
        int start = 0;
        for (int end : List.of(2, 4, 9, whole.size() - 1)) {
            connection.sendRaw(whole.slice(start, end));
            expectNothingYet(connection, end + " bytes of " + whole.size());
            start = end;
        }
        connection.sendRaw(whole.slice(start));
        ApiVersionsAnswers.expectAnswer(connection, it, CORRELATION_ID);
    }

    private static void expectNothingYet(Connection connection, String sent) {
        Reception early = connection.receiveFrame(PIECE);
        if (!(early instanceof Reception.TimedOut silence && silence.partial().isEmpty())) {
            throw new CheckFailure(
                    "that the target waits for the rest of a request, of which it has " + sent,
                    Refusal.describe(early, PIECE),
                    null);
        }
    }
}
