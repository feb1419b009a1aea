package io.kspec.mock.dispatch;

import io.kspec.mock.api.ApiHandler;
import io.kspec.mock.api.ApiTable;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request's bytes come to, before anybody looks at what it asks. */
sealed interface Turn {
    String API_VERSIONS = "ApiVersions";

    /** A request that a handler is to answer. */
    record Asked(RequestFrame request, ApiHandler handler) implements Turn {}

    /** An ApiVersions request of a version that the broker does not know, answered at version 0 (KIP-511). */
    record VersionRefused(int correlationId, Message body) implements Turn {}

    /**
     * Not a request that the broker knows, at which Kafka closes the connection.
     *
     * @param api the API that it names, or null if there is none
     */
    record Refused(@Nullable ApiSpec api, String why) implements Turn {}

    static Turn of(Bytes frame, ApiTable table) {
        Optional<ApiSpec> api =
                frame.size() < 8 ? Optional.empty() : Catalog.standard().find(frame.getShort(0));
        if (api.isEmpty()) {
            return new Refused(null, "expected a request of a known API, found " + frame);
        }
        int version = frame.getShort(2);
        Optional<ApiHandler> handler = table.find(api.get(), version);
        if (handler.isEmpty()) {
            boolean negotiates = api.get().name().equals(API_VERSIONS) && hasHeader(frame, api.get(), version);
            return negotiates
                    ? new VersionRefused(frame.getInt(4), table.apiVersionsRefusal())
                    : new Refused(api.get(), api.get() + " v" + version + " is not answered");
        }
        DecodeAttempt attempt = Frames.attemptRequest(frame);
        Message header = attempt.header();
        Message body = attempt.body();
        boolean complete = attempt.succeeded() || attempt.requireFailure().kind() == Kind.TRAILING_BYTES;
        if (header == null || body == null || !complete) {
            return new Refused(api.get(), attempt.requireFailure().toString());
        }
        return new Asked(new RequestFrame(api.get(), version, header, body), handler.get());
    }

    /** Whether a header stands before a body of which nothing is known; unknown versions count as flexible. */
    private static boolean hasHeader(Bytes frame, ApiSpec api, int version) {
        int known = version < 0 ? 0 : Math.min(version, api.versions().highest());
        DecodeAttempt header = Codec.attempt(api.requestHeader(known), frame);
        return header.succeeded() || header.requireFailure().kind() == Kind.TRAILING_BYTES;
    }
}
