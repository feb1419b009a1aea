package io.kspec.diagnosis;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Exchange;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes to diagnose, and what is known about them.
 *
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}
 * @param api the API they belong to
 * @param version the version they should have, within {@link ApiSpec#versions()}
 * @param bytes header and body, without the four-byte size; all bytes received, if the size is in doubt
 * @param correlationId the expected correlation id, or null if unknown
 * @param request the request that a response answers, or null if unknown; names and partitions in it are strong
 *     evidence
 * @param announcedSize the value of the four-byte size before the frame, right or wrong, or null if unknown
 */
public record FrameUnderTest(
        MessageType type,
        ApiSpec api,
        int version,
        Bytes bytes,
        @Nullable Integer correlationId,
        @Nullable Message request,
        @Nullable Integer announcedSize) {

    public FrameUnderTest {
        if (type != MessageType.REQUEST && type != MessageType.RESPONSE) {
            throw new IllegalArgumentException("expected a request or a response, found " + type);
        }
        if (!api.versions().contains(version)) {
            throw new IllegalArgumentException(
                    api + ": expected a version within " + api.versions() + ", found " + version);
        }
    }

    /** A response to a request of an API and version. */
    public static FrameUnderTest response(ApiSpec api, int version, Bytes frame) {
        int actual = Frames.responseVersion(api, version, frame);
        return new FrameUnderTest(MessageType.RESPONSE, api, actual, frame, null, null, null);
    }

    /** A request known to be of the given API and version, whatever its header says. */
    public static FrameUnderTest request(ApiSpec api, int version, Bytes frame) {
        return new FrameUnderTest(MessageType.REQUEST, api, version, frame, null, null, null);
    }

    /** The response of an exchange together with its request, or empty if no response was received. */
    public static Optional<FrameUnderTest> response(Exchange exchange) {
        if (exchange.response() == null) {
            return Optional.empty();
        }
        FrameUnderTest response = response(exchange.api(), exchange.version(), exchange.response());
        try {
            return Optional.of(response.answering(Frames.decodeRequest(exchange.request())));
        } catch (DecodeException undecodable) {
            return Optional.of(response);
        }
    }

    /** These bytes with the correlation id they should have. */
    public FrameUnderTest expecting(int expectedCorrelationId) {
        return new FrameUnderTest(type, api, version, bytes, expectedCorrelationId, request, announcedSize);
    }

    /** These bytes as the response to a request. */
    public FrameUnderTest answering(Message requestBody) {
        return new FrameUnderTest(type, api, version, bytes, correlationId, requestBody, announcedSize);
    }

    /** These bytes as the response to a request, whose correlation id they should have. */
    public FrameUnderTest answering(RequestFrame requestFrame) {
        return new FrameUnderTest(
                type, api, version, bytes, requestFrame.correlationId(), requestFrame.body(), announcedSize);
    }

    /** These bytes with the size announced before them. */
    public FrameUnderTest announcing(int size) {
        return new FrameUnderTest(type, api, version, bytes, correlationId, request, size);
    }

    /** The bytes before {@code end}, with no announced size. */
    public FrameUnderTest upTo(int end) {
        return new FrameUnderTest(type, api, version, bytes.slice(0, end), correlationId, request, null);
    }

    /** The body of these bytes, or empty if they do not decode strictly. Faster than {@link #attempt}. */
    public Optional<Message> decoded() {
        try {
            return Optional.of(
                    type == MessageType.REQUEST
                            ? Frames.decodeRequest(bytes).body()
                            : Frames.decodeResponse(api, version, bytes));
        } catch (DecodeException undecodable) {
            return Optional.empty();
        }
    }

    /** Decodes these bytes strictly, with the byte range of every field. */
    public DecodeAttempt attempt() {
        return type == MessageType.REQUEST ? Frames.attemptRequest(bytes) : Frames.attemptResponse(api, version, bytes);
    }

    public MessageSpec header() {
        return headerAt(version);
    }

    public MessageSpec headerAt(int other) {
        return type == MessageType.REQUEST ? api.requestHeader(other) : api.responseHeader(other);
    }

    public MessageSpec body() {
        return bodyAt(version);
    }

    public MessageSpec bodyAt(int other) {
        return type == MessageType.REQUEST ? api.request(other) : api.response(other);
    }
}
