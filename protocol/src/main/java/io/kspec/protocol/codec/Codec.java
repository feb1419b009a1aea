package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;

/**
 * The strict codec for single messages. It rejects trailing bytes, null for fields that are not nullable, booleans
 * other than 0 and 1, varints that are longer than necessary and tags out of order, and checks every length against the
 * remaining bytes before it allocates anything.
 *
 * <p>Source: the message definitions, and KIP-482 for flexible versions.
 */
public final class Codec {
    private Codec() {}

    /**
     * Decodes a message that takes up the whole input.
     *
     * @throws DecodeException if the bytes are not such a message
     */
    public static Message decode(MessageSpec spec, Bytes input) {
        try {
            LeanDecoder decoder = new LeanDecoder(input);
            Message message = decoder.struct(spec.struct());
            decoder.end();
            return message;
        } catch (LeanDecoder.Refused refused) {
            throw new DecodeException(
                    attempt(spec, input, LayoutRecorder.ofPathOnly(spec.id())).requireFailure());
        }
    }

    /**
     * Decodes like {@link #decode}, but also returns the byte range of every field; a failure is part of the result.
     */
    public static DecodeAttempt attempt(MessageSpec spec, Bytes input) {
        return attempt(spec, input, LayoutRecorder.of(spec.id()));
    }

    private static DecodeAttempt attempt(MessageSpec spec, Bytes input, LayoutRecorder recorder) {
        try {
            Decoder decoder = new Decoder(input, recorder);
            Message message = decoder.message(spec.struct());
            decoder.end();
            return new DecodeAttempt(null, message, recorder.layout(), null);
        } catch (DecodeException e) {
            return new DecodeAttempt(null, null, recorder.layout(), e.failure());
        }
    }

    /** Encodes a message. */
    public static Bytes encode(Message message) {
        Encoder encoder = new Encoder();
        encoder.struct(message);
        return encoder.bytes();
    }
}
