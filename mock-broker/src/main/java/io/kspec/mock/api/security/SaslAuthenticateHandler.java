package io.kspec.mock.api.security;

import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.session.AuthenticationOutcome;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * SaslAuthenticate: the client sends a token.
 *
 * <ul>
 *   <li>v1: the response says how long the session lasts (KIP-368).
 *   <li>v2: flexible.
 * </ul>
 */
public final class SaslAuthenticateHandler implements ApiHandler {
    @Override
    public String api() {
        return "SaslAuthenticate";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        AuthenticationOutcome outcome = context.session().authenticate(request.getBytes("AuthBytes"), context.nowMs());
        Message response = context.response()
                .set("ErrorCode", outcome.error())
                .set("ErrorMessage", outcome.error() == ErrorCode.NONE ? "" : outcome.message())
                .set("AuthBytes", outcome.token())
                .setIfPresent("SessionLifetimeMs", outcome.lifetimeMs())
                .build();
        return outcome.ends()
                ? HandlerAnswer.last(response, context.session().failureDelayMs())
                : HandlerAnswer.now(response);
    }
}
