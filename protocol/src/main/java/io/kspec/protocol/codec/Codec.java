package io.kspec.protocol.codec;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeException;
import io.kspec.protocol.Message;
import io.kspec.protocol.spec.MessageSpec;
import org.jspecify.annotations.Nullable;

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
            return decode(spec, input, null);
        } catch (Decoder.Untraced failed) {
            decode(spec, input, new LayoutRecorder(spec.id()));
            throw new IllegalStateException(spec + " decodes only with a recorder");
        }
    }

    /** Decodes as {@link #decode} does, and says where every field lies; a failure is a part of the result. */
    public static DecodeAttempt attempt(MessageSpec spec, Bytes input) {
        LayoutRecorder recorder = new LayoutRecorder(spec.id());
        try {
            Message message = decode(spec, input, recorder);
            return new DecodeAttempt(null, message, recorder.layout(), null);
        } catch (DecodeException e) {
            return new DecodeAttempt(null, null, recorder.layout(), e.failure());
        }
    }

    private static Message decode(MessageSpec spec, Bytes input, @Nullable LayoutRecorder recorder) {
        Decoder decoder = new Decoder(input, recorder);
        Message message = decoder.message(spec.struct());
        decoder.end();
        return message;
    }

    /**
     * Encodes a message.
     *
     * @throws IllegalArgumentException if a string is too long for its length, or is not well-formed Unicode
     */
    public static Bytes encode(Message message) {
        byte[] array = new byte[Encoder.size(message)];
        new Encoder(array, 0).struct(message);
        return Bytes.wrap(array);
    }
}
