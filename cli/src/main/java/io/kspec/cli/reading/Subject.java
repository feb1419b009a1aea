package io.kspec.cli.reading;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.MessageType;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.MessageSpec;
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
 */
public record Subject(
        MessageType type,
        ApiSpec api,
        int version,
        Bytes bytes,
        boolean headerless,
        @Nullable Integer announcedSize,
        List<Integer> otherVersions) {

    public Subject {
        otherVersions = List.copyOf(otherVersions);
    }

    static Subject request(ApiSpec api, int version, Frame frame) {
        return new Subject(MessageType.REQUEST, api, version, frame.bytes(), false, frame.announcedSize(), List.of());
    }

    static Subject response(ApiSpec api, int version, Frame frame, List<Integer> otherVersions) {
        return new Subject(
                MessageType.RESPONSE, api, version, frame.bytes(), false, frame.announcedSize(), otherVersions);
    }

    static Subject body(MessageType type, ApiSpec api, int version, Bytes bytes) {
        return new Subject(type, api, version, bytes, true, null, List.of());
    }

    /** The same bytes, taken for another version. */
    public Subject at(int otherVersion) {
        return new Subject(type, api, otherVersion, bytes, headerless, announcedSize, List.of());
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
