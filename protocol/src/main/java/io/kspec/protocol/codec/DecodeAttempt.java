package io.kspec.protocol.codec;

import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The result of decoding a frame: header and body, or a failure and everything that was decoded before it.
 *
 * @param header the header, or null if it did not decode
 * @param body the body, or null if it did not decode
 * @param layout the byte ranges of the decoded fields, header first; offsets count from the first byte after the
 *     frame's size
 * @param failure the reason why decoding failed, or null if it succeeded
 */
public record DecodeAttempt(
        @Nullable Message header, @Nullable Message body, Layout layout, @Nullable DecodeFailure failure) {

    public boolean succeeded() {
        return failure == null;
    }

    /**
     * The body.
     *
     * @throws DecodeException if decoding failed
     */
    public Message requireBody() {
        if (body == null || failure != null) {
            throw new DecodeException(requireFailure());
        }
        return body;
    }

    /**
     * The failure.
     *
     * @throws IllegalStateException if decoding succeeded
     */
    public DecodeFailure requireFailure() {
        if (failure == null) {
            throw new IllegalStateException("the frame decoded");
        }
        return failure;
    }
}
