package io.kspec.golden;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.DecodeAttempt;
import io.kspec.protocol.codec.Frames;
import io.kspec.protocol.codec.Layout;
import io.kspec.protocol.spec.ApiSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that was sent to a real broker, and its response.
 *
 * @param name what it shows, such as {@code two topics, one partition unknown}; unique in its capture
 * @param connection which connection it went over, such as {@code member-1}; see {@link #isLogin}
 * @param api the API of the request
 * @param version the version in the request's header, which may be one that no release defines
 * @param request the request's frame, without its size
 * @param outcome what happened after it
 * @param response the response's frame, without its size; null unless {@link ExchangeOutcome#ANSWERED}
 * @param answeredAfter the name of a later exchange whose request was sent before this response came, as when a
 *     JoinGroup waits for the other members; null where the response came first
 */
public record CapturedExchange(
        String name,
        String connection,
        ApiSpec api,
        int version,
        Bytes request,
        ExchangeOutcome outcome,
        @Nullable Bytes response,
        @Nullable String answeredAfter) {
    private static final String AT_LOGIN_LISTENER = " at SASL";

    public CapturedExchange {
        if ((outcome == ExchangeOutcome.ANSWERED) != (response != null)) {
            throw new IllegalArgumentException(
                    name + ": expected a response where one came and only there, found " + outcome + ", " + response);
        }
        if (request.size() < 4 || request.getShort(0) != api.key() || request.getShort(2) != version) {
            throw new IllegalArgumentException(name + ": expected a request that begins with key " + api.key()
                    + " and version " + version + ", found " + request);
        }
    }

    /**
     * Whether a connection of this name goes to the broker's listener with logins: {@code user at SASL}. The others go to the
     * listener on which nobody logs in.
     */
    public static boolean isLogin(String connection) {
        return connection.endsWith(AT_LOGIN_LISTENER);
    }

    /**
     * The response's frame.
     *
     * @throws NullPointerException if none came
     */
    public Bytes requireResponse() {
        return Objects.requireNonNull(response, () -> name + ": " + outcome.text());
    }

    /** The request, decoded as far as it goes. */
    public DecodeAttempt decodeRequest() {
        return Frames.attemptRequest(request);
    }

    /**
     * The response, decoded as far as it goes.
     *
     * @throws NullPointerException if none came
     */
    public DecodeAttempt decodeResponse() {
        return decode(requireResponse());
    }

    /**
     * Decodes a response to this request as far as it goes; a response of a version that no release defines has no layout.
     */
    public DecodeAttempt decode(Bytes frame) {
        return api.versions().contains(Frames.responseVersion(api, version, frame))
                ? Frames.attemptResponse(api, version, frame)
                : new DecodeAttempt(null, null, new Layout(List.of()), null);
    }
}
