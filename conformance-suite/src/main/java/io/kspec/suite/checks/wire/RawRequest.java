package io.kspec.suite.checks.wire;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.Codec;
import io.kspec.protocol.spec.ApiSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames of requests that the codec does not write, such as those of a version that no release defines. */
public final class RawRequest {
    private static final String CLIENT_ID = "kspec-raw";

    private RawRequest() {}

    /**
     * A request that claims any key and version.
     *
     * @param flexible whether the header ends with tagged fields, as in flexible versions
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

    /** The version of an API that exists and is nearest to one that may not. */
    static int nearest(ApiSpec api, int version) {
        return Math.max(
                api.versions().lowest(), Math.min(version, api.versions().highest()));
    }

    /** A request at a version that may not exist, with the body of the nearest version that does. */
    public static Bytes atVersion(ApiSpec api, int version, int correlationId) {
        int nearest = nearest(api, version);
        Bytes body = Codec.encode(WellFormedRequests.body(api, nearest));
        return frame(api.key(), version, correlationId, api.request(nearest).flexible(), body);
    }
}
