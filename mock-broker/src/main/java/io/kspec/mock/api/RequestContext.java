package io.kspec.mock.api;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a handler knows of a request beside its body.
 *
 * @param api the API that was asked
 * @param version the version that was asked for, one that the broker advertises
 * @param clientId what the client calls itself, or null
 * @param connection which connection it came over, counted from 1
 * @param clientHost where it came from, as DescribeGroups prints it: {@code /127.0.0.1}
 * @param nowMs when it is answered, in milliseconds since the epoch
 */
public record RequestContext(
        ApiSpec api, int version, @Nullable String clientId, long connection, String clientHost, long nowMs) {

    /** A builder of the response at the version that was asked for. */
    public MessageBuilder response() {
        return Message.builder(api.response(version));
    }
}
