package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageSpec;

/**
 * The strict codec of single messages: exact length, no trailing bytes, no null where the definition has none, booleans
 * 0 or 1, minimal varints, tags in order, and every length checked against what remains before anything is allocated.
 *
 * <p>Source: the message definitions, and KIP-482 for flexible versions.
 */
public final class Codec {
    private Codec() {}

    /**
     * Decodes a message that fills the input.
     *
     * @throws DecodeException if the bytes are not that message
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

    /** Decodes as {@link #decode} does, and says where every field lies; a failure is a part of the result. */
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
