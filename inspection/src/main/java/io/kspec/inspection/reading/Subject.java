package io.kspec.inspection.reading;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.RequestFrame;
import io.kspec.protocol.message.MessageSpec;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes, and the message that they are taken for.
 *
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}
 * @param api the API
 * @param version the version, one that some release defines
 * @param bytes the frame without its size, or the body alone
 * @param headerless whether they are the body alone
 * @param announcedSize what the four bytes of the size before the frame say, or null if there were none
 * @param otherVersions versions that the bytes would decode as too, where nobody said which it is
 * @param correlationId the correlation id that a response should have, or null if it is not known
 * @param request the request that a response answers, or null if it is not known
 */
public record Subject(
        MessageType type,
        ApiSpec api,
        int version,
        Bytes bytes,
        boolean headerless,
        @Nullable Integer announcedSize,
        List<Integer> otherVersions,
        @Nullable Integer correlationId,
        @Nullable RequestFrame request) {
    private static final int CORRELATION_ID_OF_REQUEST = 4;

    public Subject {
        otherVersions = List.copyOf(otherVersions);
    }

    static Subject request(ApiSpec api, int version, Frame frame) {
        return new Subject(
                MessageType.REQUEST, api, version, frame.bytes(), false, frame.announcedSize(), List.of(), null, null);
    }

    static Subject response(ApiSpec api, int version, Frame frame, List<Integer> otherVersions) {
        return new Subject(
                MessageType.RESPONSE,
                api,
                version,
                frame.bytes(),
                false,
                frame.announcedSize(),
                otherVersions,
                null,
                null);
    }

    static Subject body(MessageType type, ApiSpec api, int version, Bytes bytes) {
        return new Subject(type, api, version, bytes, true, null, List.of(), null, null);
    }

    /** The same bytes, taken for another version. */
    public Subject at(int otherVersion) {
        return new Subject(
                type, api, otherVersion, bytes, headerless, announcedSize, List.of(), correlationId, request);
    }

    /** The same response, with the correlation id that it should have, if it is known. */
    Subject expecting(@Nullable Integer expected) {
        return new Subject(type, api, version, bytes, headerless, announcedSize, otherVersions, expected, request);
    }

    /** This response as the answer to a request. */
    Subject answering(Subject asking) {
        RequestFrame asked = asking.attempt().succeeded() ? Frames.decodeRequest(asking.bytes()) : null;
        Integer expected = asking.bytes().getInt(CORRELATION_ID_OF_REQUEST);
        return new Subject(type, api, version, bytes, headerless, announcedSize, otherVersions, expected, asked);
    }

    /** Whether a response has another correlation id than the one that it should have. */
    boolean isMisnumbered() {
        return correlationId != null && bytes.size() >= Integer.BYTES && bytes.getInt(0) != correlationId;
    }

    /** The bytes under suspicion, with all that is known of them. */
    FrameUnderTest suspect() {
        FrameUnderTest suspect = type == MessageType.REQUEST
                ? FrameUnderTest.request(api, version, bytes)
                : FrameUnderTest.response(api, version, bytes);
        if (announcedSize != null) {
            suspect = suspect.announcing(announcedSize);
        }
        if (request != null) {
            return suspect.answering(request);
        }
        return correlationId == null ? suspect : suspect.expecting(correlationId);
    }

    /** Decodes as far as it goes. */
    DecodeAttempt attempt() {
        if (headerless) {
            return Codec.attempt(spec(), bytes);
        }
        return type == MessageType.REQUEST ? Frames.attemptRequest(bytes) : Frames.attemptResponse(api, version, bytes);
    }

    /** Which part of the bytes is read before decoding fails: 0 to 1. */
    double reach() {
        DecodeFailure failure = attempt().failure();
        return failure == null ? 1 : (double) failure.offset() / Math.max(1, bytes.size());
    }

    /** Which message it is. */
    public MessageId message() {
        return spec().id();
    }

    private MessageSpec spec() {
        return type == MessageType.REQUEST ? api.request(version) : api.response(version);
    }

    /** Whether the four bytes before the frame say another size than it has. */
    public boolean isMisannounced() {
        return announcedSize != null && announcedSize != bytes.size();
    }

    /** Whether the frame is shorter than the four bytes before it say: its end was not captured, or never sent. */
    boolean isCutOff() {
        return announcedSize != null && announcedSize > bytes.size();
    }
}
