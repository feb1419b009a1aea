package io.kspec.suite.checks.wire;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.search.Diagnostician;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.stage.net.Connection;
import io.kspec.stage.net.Reception;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.CheckFailure;
import io.kspec.suite.check.Refusal;

/** Receives responses to ApiVersions requests that were sent as raw bytes; all have the layout of version 0. */
final class ApiVersionsAnswers {
    static final ApiSpec API = Catalog.standard().api("ApiVersions");

    private ApiVersionsAnswers() {}

    /** Expects a response without error. */
    static Message expectAnswer(Connection connection, Case test, int correlationId) {
        return expect(connection, test, correlationId, ErrorCode.NONE);
    }

    /** Expects UNSUPPORTED_VERSION and the version range of ApiVersions, so that the client can retry (KIP-511). */
    static void expectRefusal(Connection connection, Case test, int correlationId) {
        Message body = expect(connection, test, correlationId, ErrorCode.UNSUPPORTED_VERSION);
        boolean tellsItsRange =
                body.getStructs("ApiKeys").stream().anyMatch(entry -> entry.getInt("ApiKey") == API.key());
        if (!tellsItsRange) {
            throw new CheckFailure(
                    "UNSUPPORTED_VERSION with the version range of ApiVersions itself",
                    body.getStructs("ApiKeys").size() + " entries, none of them for key " + API.key(),
                    null);
        }
    }

    private static Message expect(Connection connection, Case test, int correlationId, ErrorCode error) {
        String expected = "an ApiVersions v0 response with correlation id " + correlationId + " and error "
                + ErrorCode.describe(error.code());
        Reception reception = connection.receiveFrame(test.stage().settings().readTimeout());
        if (!(reception instanceof Reception.Frame received)) {
            throw new CheckFailure(expected, Refusal.describe(reception), null);
        }
        Bytes frame = received.frame();
        DecodeAttempt attempt = Frames.attemptResponse(API, 0, frame);
        if (!attempt.succeeded()) {
            String diagnosis = Diagnostician.diagnose(
                            FrameUnderTest.response(API, 0, frame).expecting(correlationId))
                    .sentence();
            throw new CheckFailure(expected, Refusal.describe(reception) + ": " + diagnosis, null);
        }
        Message body = attempt.requireBody();
        if (frame.getInt(0) != correlationId || body.getShort("ErrorCode") != error.code()) {
            throw new CheckFailure(
                    expected,
                    "correlation id " + frame.getInt(0) + " and error "
                            + ErrorCode.describe(body.getShort("ErrorCode")),
                    null);
        }
        return body;
    }
}
