package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import io.kspec.protocol.spec.Versions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the bytes of a request turn out to be, before any handler reads them. */
sealed interface RequestIntake {
    String API_VERSIONS = "ApiVersions";

    /** Below this size a request cannot name its API, version and correlation id. */
    int SMALLEST_REQUEST = 8;

    /** A request for a handler. */
    record Accepted(RequestFrame request, ApiHandler handler) implements RequestIntake {}

    /**
     * An ApiVersions request at a version that the broker does not answer (KIP-511).
     *
     * @param body the response, at version 0
     */
    record VersionRefused(int correlationId, Message body) implements RequestIntake {}

    /**
     * Bytes that make Kafka close the connection.
     *
     * @param api the API that they name, or null if there is no such API
     */
    record Rejected(@Nullable ApiSpec api, String why) implements RequestIntake {}

    static RequestIntake of(Bytes frame, Router router) {
        Optional<ApiSpec> api = frame.size() < SMALLEST_REQUEST
                ? Optional.empty()
                : Catalog.standard().find(frame.getShort(0));
        if (api.isEmpty()) {
            return new Rejected(null, "expected a request of a known API, found " + frame);
        }
        int version = frame.getShort(2);
        Optional<ApiHandler> handler = router.find(api.get(), version);
        if (handler.isEmpty()) {
            boolean negotiates = api.get().name().equals(API_VERSIONS) && hasHeader(frame, api.get(), version);
            return negotiates
                    ? new VersionRefused(frame.getInt(4), versionRefusal(api.get(), router.answered()))
                    : new Rejected(api.get(), api.get() + " v" + version + " is not answered");
        }
        return decode(frame, api.get(), version, handler.get());
    }

    /** Whether a client expects no response, as for Produce with acks=0. */
    static boolean isUnacknowledged(Message request) {
        return request.has("Acks") && request.getShort("Acks") == 0;
    }

    /** Like Kafka, the mock ignores bytes after the body. */
    private static RequestIntake decode(Bytes frame, ApiSpec api, int version, ApiHandler handler) {
        try {
            return new Accepted(Frames.decodeRequest(frame), handler);
        } catch (DecodeException e) {
            if (e.failure().kind() != Kind.TRAILING_BYTES) {
                return new Rejected(api, e.failure().toString());
            }
        }
        DecodeAttempt attempt = Frames.attemptRequest(frame);
        Message header = attempt.header();
        Message body = attempt.body();
        return header == null || body == null
                ? new Rejected(api, attempt.requireFailure().toString())
                : new Accepted(new RequestFrame(api, version, header, body), handler);
    }

    /** Whether the frame begins with a complete request header; unknown versions count as flexible. */
    private static boolean hasHeader(Bytes frame, ApiSpec api, int version) {
        int known = version < 0 ? 0 : Math.min(version, api.versions().highest());
        DecodeAttempt header = Codec.attempt(api.requestHeader(known), frame);
        return header.succeeded() || header.requireFailure().kind() == Kind.TRAILING_BYTES;
    }

    /** UNSUPPORTED_VERSION, and the range of ApiVersions alone. */
    private static Message versionRefusal(ApiSpec apiVersions, AnsweredVersions answered) {
        Versions own = answered.of(apiVersions);
        return Message.builder(apiVersions.response(0))
                .set("ErrorCode", ErrorCode.UNSUPPORTED_VERSION)
                .add("ApiKeys", entry -> entry.set("ApiKey", apiVersions.key())
                        .set("MinVersion", own.lowest())
                        .set("MaxVersion", own.highest()))
                .build();
    }
}
