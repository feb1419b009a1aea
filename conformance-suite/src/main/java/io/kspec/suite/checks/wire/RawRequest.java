package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.spec.ApiSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of requests that no codec writes, such as those of a version that nobody defines. */
public final class RawRequest {
    private static final String CLIENT_ID = "kspec-raw";

    private RawRequest() {}

    /**
     * A request that claims any key and version, with the header of flexible versions or the one before, and a body.
     *
     * @param flexible whether tagged fields end the header
     */
    public static Bytes frame(int apiKey, int version, int correlationId, boolean flexible, Bytes body) {
        byte[] client = CLIENT_ID.getBytes(StandardCharsets.UTF_8);
        ByteBuffer header = ByteBuffer.allocate(10 + client.length + (flexible ? 1 : 0))
                .putShort((short) apiKey)
                .putShort((short) version)
                .putInt(correlationId)
                .putShort((short) client.length)
                .put(client);
        if (flexible) {
            header.put((byte) 0);
        }
        return Bytes.wrap(header.array()).concat(body);
    }

    /** A request at a version that need not exist, with the body of the nearest version that does. */
    public static Bytes atVersion(ApiSpec api, int version, int correlationId) {
        int nearest = Math.max(
                api.versions().lowest(), Math.min(version, api.versions().highest()));
        Bytes body = Codec.encode(WellFormedRequests.body(api, nearest));
        return frame(api.key(), version, correlationId, api.request(nearest).flexible(), body);
    }
}
