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
 * Bytes, and the message they are taken for.
 *
 * @param type {@link MessageType#REQUEST} or {@link MessageType#RESPONSE}
 * @param api the API
 * @param version the version, one that a release defines
 * @param bytes the frame without its size, or only the body
 * @param headerless whether they are only the body
 * @param announcedSize the four-byte size before the frame, or null if there is none
 * @param otherVersions other versions that the bytes decode as, if the version was not given
 * @param correlationId the correlation id that a response should have, or null if unknown
 * @param request the request that a response answers, or null if unknown
 * @param doubt what is in doubt if the version was chosen for its slip, or null
 */
public record IdentifiedMessage(
        MessageType type,
        ApiSpec api,
        int version,
        Bytes bytes,
        boolean headerless,
        @Nullable Integer announcedSize,
        List<Integer> otherVersions,
        @Nullable Integer correlationId,
        @Nullable RequestFrame request,
        @Nullable VersionDoubt doubt) {
    private static final int CORRELATION_ID_OF_REQUEST = 4;

    public IdentifiedMessage {
        otherVersions = List.copyOf(otherVersions);
    }

    static IdentifiedMessage request(ApiSpec api, int version, FrameCandidate frame) {
        return new IdentifiedMessage(
                MessageType.REQUEST,
                api,
                version,
                frame.bytes(),
                false,
                frame.announcedSize(),
                List.of(),
                null,
                null,
                null);
    }

    static IdentifiedMessage response(ApiSpec api, int version, FrameCandidate frame, List<Integer> otherVersions) {
        return new IdentifiedMessage(
                MessageType.RESPONSE,
                api,
                version,
                frame.bytes(),
                false,
                frame.announcedSize(),
                otherVersions,
                null,
                null,
                null);
    }

    static IdentifiedMessage body(MessageType type, ApiSpec api, int version, Bytes bytes) {
        return new IdentifiedMessage(type, api, version, bytes, true, null, List.of(), null, null, null);
    }

    /** The same bytes, taken for another version. */
    public IdentifiedMessage at(int otherVersion) {
        return new IdentifiedMessage(
                type, api, otherVersion, bytes, headerless, announcedSize, List.of(), correlationId, request, null);
    }

    /** The same bytes, whose version was chosen because its slip is the most certain. */
    IdentifiedMessage doubting(VersionDoubt versions) {
        return new IdentifiedMessage(
                type, api, version, bytes, headerless, announcedSize, otherVersions, correlationId, request, versions);
    }

    /** The same bytes, if a version was chosen for them, where all its slips are only as likely as the message. */
    IdentifiedMessage sharingDoubt(double certainty) {
        return doubt == null ? this : doubting(new VersionDoubt(doubt.rivals(), doubt.share() * certainty));
    }

    /** The same response with the correlation id it should have, if known. */
    IdentifiedMessage expecting(@Nullable Integer expected) {
        return new IdentifiedMessage(
                type, api, version, bytes, headerless, announcedSize, otherVersions, expected, request, doubt);
    }

    /** This response as the response to a request. */
    IdentifiedMessage answering(IdentifiedMessage asking) {
        RequestFrame asked = asking.attempt().succeeded() ? Frames.decodeRequest(asking.bytes()) : null;
        Integer expected = asking.bytes().getInt(CORRELATION_ID_OF_REQUEST);
        return new IdentifiedMessage(
                type, api, version, bytes, headerless, announcedSize, otherVersions, expected, asked, null);
    }

    /** Whether a response has the wrong correlation id. */
    boolean isMisnumbered() {
        return correlationId != null && bytes.size() >= Integer.BYTES && bytes.getInt(0) != correlationId;
    }

    /** The bytes to diagnose, with everything known about them. */
    FrameUnderTest frameUnderTest() {
        FrameUnderTest frame = type == MessageType.REQUEST
                ? FrameUnderTest.request(api, version, bytes)
                : FrameUnderTest.response(api, version, bytes);
        if (announcedSize != null) {
            frame = frame.announcing(announcedSize);
        }
        if (request != null) {
            return frame.answering(request);
        }
        return correlationId == null ? frame : frame.expecting(correlationId);
    }

    /** Decodes as far as possible. */
    DecodeAttempt attempt() {
        if (headerless) {
            return Codec.attempt(spec(), bytes);
        }
        return type == MessageType.REQUEST ? Frames.attemptRequest(bytes) : Frames.attemptResponse(api, version, bytes);
    }

    /** The fraction of the bytes read before decoding fails: 0 to 1. */
    double reach() {
        DecodeFailure failure = attempt().failure();
        return failure == null ? 1 : (double) failure.offset() / Math.max(1, bytes.size());
    }

    /** The name of the message. */
    public MessageId message() {
        return spec().id();
    }

    private MessageSpec spec() {
        return type == MessageType.REQUEST ? api.request(version) : api.response(version);
    }

    /** Whether the size before the frame is wrong. */
    public boolean isMisannounced() {
        return announcedSize != null && announcedSize != bytes.size();
    }

    /** Whether the frame is shorter than the size before it: its end was not captured, or never sent. */
    public boolean isCutOff() {
        return announcedSize != null && announcedSize > bytes.size();
    }
}
