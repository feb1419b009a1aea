package io.kspec.recorder;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * A token of SASL that passed as it is, only with its size, as after SaslHandshake v0.
 *
 * @param connection the number of the client's connection, from 1
 * @param fromClient whether the client sent it, rather than the broker
 * @param at when it passed
 * @param frame its bytes
 */
public record RecordedToken(int connection, boolean fromClient, RecordedCall.Moment at, RecordedFrame frame) {
    private static final String SASL_HANDSHAKE = "SaslHandshake";

    /** Whether tokens may follow a request of an API and version: SaslHandshake v0. */
    public static boolean mayFollow(@Nullable ApiSpec api, int version) {
        return api != null && version == 0 && api.name().equals(SASL_HANDSHAKE);
    }

    /** Whether a client's frame, where tokens may follow, is one: it cannot be decoded as a request. */
    public static boolean isIn(Bytes frame) {
        try {
            return Frames.decodeRequest(frame).version() < 0;
        } catch (DecodeException token) {
            return true;
        }
    }
}
