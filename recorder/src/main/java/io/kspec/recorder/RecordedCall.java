package io.kspec.recorder;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.spec.ApiSpec;
import io.kspec.protocol.spec.Catalog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that a client sent through the proxy, and what the broker responded.
 *
 * @param connection the number of the client's connection, from 1
 * @param broker the broker it was sent to, as {@code host:port}
 * @param sent when the request passed
 * @param request the request
 * @param ending how the wait for the response ended
 * @param ended when it ended
 * @param response the response as the broker sent it, with the broker's addresses; null unless {@link CallEnding#ANSWERED}
 */
public record RecordedCall(
        int connection,
        String broker,
        Moment sent,
        RecordedFrame request,
        CallEnding ending,
        Moment ended,
        @Nullable RecordedFrame response) {
    /** The size of an API key, a version and a correlation id. */
    public static final int SMALLEST_REQUEST = 8;

    /**
     * A moment of the session.
     *
     * @param order counts requests and endings of all connections, from 1
     * @param micros the microseconds since the recording began
     */
    public record Moment(long order, long micros) {}

    public RecordedCall {
        if ((ending == CallEnding.ANSWERED) != (response != null)) {
            throw new IllegalArgumentException("expected a response where one came and only there, found " + ending);
        }
        if (request.bytes().size() < SMALLEST_REQUEST) {
            throw new IllegalArgumentException("expected a request of at least " + SMALLEST_REQUEST + " bytes, found "
                    + request.bytes().size());
        }
    }

    /** The key of the requested API, which may be one that no release defines. */
    public int apiKey() {
        return request.bytes().getShort(0);
    }

    /** The requested version, which may be one that no release defines. */
    public int version() {
        return request.bytes().getShort(2);
    }

    public int correlationId() {
        return request.bytes().getInt(4);
    }

    /** The requested API; empty if no release defines it. */
    public Optional<ApiSpec> api() {
        return Catalog.standard().find(apiKey());
    }

    /** The bytes of the response; null if none came. */
    public @Nullable Bytes responseBytes() {
        return response == null ? null : response.bytes();
    }

    /** The name of an API and a version: {@code OffsetFetch v8}, or {@code API key 999 v1}. */
    public static String title(int apiKey, int version) {
        return Catalog.standard().find(apiKey).map(ApiSpec::name).orElse("API key " + apiKey) + " v" + version;
    }

    /** {@code OffsetFetch v8}. */
    @Override
    public String toString() {
        return title(apiKey(), version());
    }
}
