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
import io.kspec.protocol.spec.Catalog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes under suspicion, and what is known about them.
 *
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}
 * @param api the API that they belong to
 * @param version the version that they were to be, within {@link ApiSpec#versions()}
 * @param frame header and body, without the four bytes of the size; all bytes that came, if their size is in doubt
 * @param correlationId the correlation id that they should have, or null if it is not known
 * @param request the request that a response answers, or null if it is not known; names and partitions in it are strong
 *     evidence
 * @param announcedSize the size in bytes that the four bytes before the frame say, whatever it is, or null if it is not
 *     known
 */
public record FrameUnderTest(
        MessageType type,
        ApiSpec api,
        int version,
        Bytes frame,
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

    /** A request that is known to be of an API and version, whatever its header says. */
    public static FrameUnderTest request(ApiSpec api, int version, Bytes frame) {
        return new FrameUnderTest(MessageType.REQUEST, api, version, frame, null, null, null);
    }

    /** A request of the API and version that its header names, or empty if it names none that exists. */
    public static Optional<FrameUnderTest> request(Bytes frame) {
        if (frame.size() < Short.BYTES * 2) {
            return Optional.empty();
        }
        int version = frame.getShort(2);
        return Catalog.standard()
                .find(frame.getShort(0))
                .filter(api -> api.versions().contains(version))
                .map(api -> request(api, version, frame));
    }

    /** The response of an exchange, with what its request says, or empty if none came. */
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

    /** These bytes, with the correlation id that they should have. */
    public FrameUnderTest expecting(int expectedCorrelationId) {
        return new FrameUnderTest(type, api, version, frame, expectedCorrelationId, request, announcedSize);
    }

    /** These bytes, as the answer to a request. */
    public FrameUnderTest answering(Message requestBody) {
        return new FrameUnderTest(type, api, version, frame, correlationId, requestBody, announcedSize);
    }

    /** These bytes, as the answer to a request whose correlation id they should have. */
    public FrameUnderTest answering(RequestFrame requestFrame) {
        return new FrameUnderTest(
                type, api, version, frame, requestFrame.correlationId(), requestFrame.body(), announcedSize);
    }

    /** These bytes, with the size that stands before them, in bytes: the first four of what came. */
    public FrameUnderTest announcing(int size) {
        return new FrameUnderTest(type, api, version, frame, correlationId, request, size);
    }

    /** The first bytes of these, without a word of their size. */
    public FrameUnderTest upTo(int end) {
        return new FrameUnderTest(type, api, version, frame.slice(0, end), correlationId, request, null);
    }

    /** The strict reading of these bytes. */
    public DecodeAttempt attempt() {
        return type == MessageType.REQUEST ? Frames.attemptRequest(frame) : Frames.attemptResponse(api, version, frame);
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
