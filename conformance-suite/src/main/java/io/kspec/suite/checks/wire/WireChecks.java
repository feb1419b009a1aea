package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.ConnectionClosed;
import io.kspec.stage.net.Reception;
import io.kspec.stage.net.StageFailure;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.MembershipRequests;
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

/** Checks of the wire format, for every API at every version that the target advertises. */
class WireChecks {
    private static final int CORRELATION_ID = 0x0badcafe;
    /** The last version of Produce that Apache Kafka 4 advertises without answering it. */
    private static final int PRODUCE_FOR_SHOW = 2;

    /** How long the target has to answer an incomplete request. */
    private static final Duration PIECE = Duration.ofMillis(20);

    private static final Set<String> TELEMETRY = Set.of("GetTelemetrySubscriptions", "PushTelemetry");

    @ConformanceTest(
            id = "wire.well-formed-answer",
            api = ConformanceTest.EVERY_API,
            requirement =
                    "A well-formed request for an advertised API and version is answered with its correlation id and a"
                            + " body that matches the message definition to the last byte. Most fields of the request"
                            + " have the definition's defaults, such as an empty group id: an error is an answer, too, but"
                            + " a description of the cluster without one names its brokers.",
            source = "Kafka's message definitions; KIP-35: a broker answers what it advertises",
            why = "Clients pick the highest version that both sides support and read its layout field by field.")
    void aWellFormedRequestIsAnswered(Case test) {
        Message body = WellFormedRequests.body(test.api(), test.version());
        test.stage().transcript().note("the request has " + body);
        try {
            Answer answer = Answer.of(test.connection().exchange(test.api(), test.version(), body));
            leave(test, answer, body);
            WhatWasAsked.expectIn(answer);
        } catch (ConnectionClosed closed) {
            if (test.api().name().equals("Produce") && test.version() <= PRODUCE_FOR_SHOW) {
                throw new TestAbortedException(
                        "the target closes the connection on Produce v0 to v2 although it advertises them, as Apache"
                                + " Kafka 4 does for the sake of librdkafka (KAFKA-18659)");
            }
            throw closed;
        }
    }

    /** Makes the member leave that a target may have admitted although nobody has its id. */
    private static void leave(Case test, Answer answer, Message joining) {
        if (!test.api().name().equals("JoinGroup")
                || test.stage().versions("LeaveGroup").isEmpty()) {
            return;
        }
        String member = answer.text("MemberId");
        if (!member.isEmpty()) {
            try {
                test.ask(MembershipRequests.leave(joining.getString("GroupId"), Leaver.member(member)));
            } catch (StageFailure stays) {
                test.stage().transcript().note("member " + member + " did not leave: " + stays.getMessage());
            }
        }
    }

    @ConformanceTest(
            id = "wire.unadvertised-version-refused",
            api = ConformanceTest.EVERY_API,
            sweep = Sweep.UNADVERTISED,
            hostile = true,
            requirement =
                    "A request for an API or version that is not advertised is rejected, by closing the connection or"
                            + " with an error; ApiVersions is answered at version 0 with UNSUPPORTED_VERSION.",
            source = "KIP-35 and KIP-511; measured on Apache Kafka",
            why = "A broker that guesses at a layout it does not know stores or returns nonsense; one that stays"
                    + " silent leaves the client waiting until its request timeout. Sarama, which does not ask for"
                    + " versions by default, panicked on a bare error code (pg_kafka).")
    void anUnadvertisedVersionIsRejected(Case test) {
        Connection connection = test.connection();
        connection.sendFrame(RawRequest.atVersion(test.api(), test.version(), CORRELATION_ID));
        if (test.api().name().equals("ApiVersions")) {
            ApiVersionsAnswers.expectRefusal(connection, test, CORRELATION_ID);
            return;
        }
        try {
            ErrorOrDisconnect rejection = new ErrorOrDisconnect(
                    test.awaitRefusal(connection, "a version that is not advertised"),
                    test.api().name() + " v" + test.version() + ", which it does not advertise",
                    CORRELATION_ID);
            boolean advertised = !test.stage().advertised().of(test.api()).isEmpty();
            if (advertised && test.api().versions().contains(test.version())) {
                rejection.expectForUnadvertised(test.api(), test.version());
            } else {
                rejection.expectForUnknown(test.api(), RawRequest.nearest(test.api(), test.version()));
            }
        } catch (CheckFailure answered) {
            if (TELEMETRY.contains(test.api().name())) {
                throw new TestAbortedException(
                        "Apache Kafka also answers this API when no metrics plugin is configured and the API is"
                                + " therefore not advertised (KIP-714; measured on Apache Kafka)");
            }
            throw answered;
        }
    }

    @ConformanceTest(
            id = "wire.truncated-request-refused",
            api = ConformanceTest.EVERY_API,
            hostile = true,
            requirement =
                    "A request whose body is one byte short is rejected, by closing that connection or with an error;"
                            + " other clients are unaffected.",
            source = "measured on Apache Kafka",
            why = "One buggy client must not take the broker down for all others.")
    void aTruncatedRequestIsRejected(Case test) {
        Message body = WellFormedRequests.body(test.api(), test.version());
        Bytes frame = Frames.encodeRequest(test.api(), test.version(), CORRELATION_ID, "kspec-cut", body);
        Connection connection = test.connection();
        connection.sendFrame(frame.slice(0, frame.size() - 1));
        new ErrorOrDisconnect(
                        test.awaitRefusal(connection, "a truncated request"),
                        test.api().name() + " v" + test.version() + " without its last byte",
                        CORRELATION_ID)
                .expectForMalformed(test.api(), test.version());
    }

    @ConformanceTest(
            id = "wire.unknown-api-refused",
            hostile = true,
            requirement = "A request with an unknown API key is rejected, by closing the connection or with an error.",
            source = "measured on Apache Kafka",
            why =
                    "Newer clients probe for newer APIs; a broker that crashes or stays silent on them takes every client down.")
    void anUnknownApiKeyIsRejected(Case test) {
        for (int key : new int[] {9_999, Short.MAX_VALUE, -1}) {
            Connection connection = test.role("stranger " + key).connection();
            connection.sendFrame(RawRequest.frame(key, 0, CORRELATION_ID, false, Bytes.EMPTY));
            new ErrorOrDisconnect(test.awaitRefusal(connection, "an unknown API key"), "API key " + key, CORRELATION_ID)
                    .expectForUnknown(null, 0);
        }
    }

    @ConformanceTest(
            id = "wire.request-in-pieces",
            requirement = "A request that arrives in pieces is answered like one that arrives at once.",
            source = "Kafka protocol guide: requests are size-delimited, and TCP does not preserve boundaries",
            why = "Networks split what clients write.")
    void aRequestInPiecesIsAnswered(Case test) {
        Connection connection = test.connection();
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
        ApiVersionsAnswers.expectAnswer(connection, test, CORRELATION_ID);
    }

    private static void expectNothingYet(Connection connection, String sent) {
        Reception early = connection.receiveFrame(PIECE);
        if (!(early instanceof Reception.TimedOut silence && silence.partial().isEmpty())) {
            throw new CheckFailure(
                    "the target to wait for the rest of a request after " + sent, Refusal.describe(early), null);
        }
    }
}
