package io.kspec.mock.dispatch;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.ApiSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a handler knows about a request in addition to its body.
 *
 * @param api the requested API
 * @param version the request's version, one that the broker advertises
 * @param clientId the client id of the request's header, or null
 * @param clientHost the client's address as DescribeGroups prints it: {@code /127.0.0.1}
 * @param nowMs the current time, in milliseconds since the epoch
 * @param answered the versions of every API that the broker answers
 */
public record RequestContext(
        ApiSpec api, int version, @Nullable String clientId, String clientHost, long nowMs, AnsweredVersions answered) {

    /** A builder of the response, at the request's version. */
    public MessageBuilder response() {
        return Message.builder(api.response(version));
    }
}
