package io.kspec.protocol.codec;

import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What came of decoding a frame: both messages, or a failure and whatever could be read before it.
 *
 * @param header the header, or null if it did not decode
 * @param body the body, or null if it did not decode
 * @param layout where every field lies that was read, header first; offsets count from the frame's first byte after its
 *     size
 * @param failure why it did not decode, or null if it did
 */
public record DecodeAttempt(
        @Nullable Message header, @Nullable Message body, Layout layout, @Nullable DecodeFailure failure) {

    public boolean succeeded() {
        return failure == null;
    }

    /**
     * The body.
     *
     * @throws DecodeException if it did not decode
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
     * @throws IllegalStateException if there is none
     */
    public DecodeFailure requireFailure() {
        if (failure == null) {
            throw new IllegalStateException("the frame decoded");
        }
        return failure;
    }
}
