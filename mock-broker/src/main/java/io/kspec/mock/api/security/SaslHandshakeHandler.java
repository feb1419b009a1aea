package io.kspec.mock.api.security;

import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.session.HandshakeOutcome;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * SaslHandshake: the client chooses a mechanism.
 *
 * <ul>
 *   <li>v0: tokens follow as they are, each with its size.
 *   <li>v1: tokens follow in SaslAuthenticate requests (KIP-152).
 * </ul>
 */
public final class SaslHandshakeHandler implements ApiHandler {
    @Override
    public String api() {
        return "SaslHandshake";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        HandshakeOutcome outcome =
                context.session().handshake(request.getString("Mechanism"), context.version(), context.nowMs());
        Message response = context.response()
                .set("ErrorCode", outcome.error())
                .set("Mechanisms", outcome.mechanisms())
                .build();
        return outcome.ends()
                ? HandlerAnswer.last(response, context.session().failureDelayMs())
                : HandlerAnswer.now(response);
    }
}
