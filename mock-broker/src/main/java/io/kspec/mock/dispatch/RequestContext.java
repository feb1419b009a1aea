package io.kspec.mock.dispatch;

import io.kspec.mock.security.acl.AclClient;
import io.kspec.mock.security.session.ClientSession;
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
 * @param software what the client has said of its software
 * @param connection the number of the connection that it came by
 * @param brokerId the node id of the broker that received the request
 * @param listener the name of the listener that received it: {@code PLAINTEXT}
 * @param session who sent it
 * @param throttle what the request counts against the client's quotas
 * @param nowMs the current time, in milliseconds since the epoch
 * @param answered the versions of every API that the broker answers
 */
public record RequestContext(
        ApiSpec api,
        int version,
        @Nullable String clientId,
        String clientHost,
        ClientSoftware software,
        long connection,
        int brokerId,
        String listener,
        ClientSession session,
        RequestThrottle throttle,
        long nowMs,
        AnsweredVersions answered) {
    /** Who sent the request: {@code User:ANONYMOUS} unless the client has authenticated. */
    public String principal() {
        return session.principal();
    }

    /** Whom ACLs let do something, or not. */
    public AclClient aclClient() {
        return new AclClient(principal(), clientHost.substring(1));
    }

    /** A builder of the response, at the request's version. */
    public MessageBuilder response() {
        return Message.builder(api.response(version));
    }
}
