package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.token.DelegationTokens;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * ExpireDelegationToken (KIP-48).
 *
 * <ul>
 *   <li>v2: flexible.
 * </ul>
 */
public final class ExpireDelegationTokenHandler implements ApiHandler {
    private final DelegationTokens tokens;

    public ExpireDelegationTokenHandler(Cluster cluster) {
        this.tokens = cluster.security().tokens();
    }

    @Override
    public String api() {
        return "ExpireDelegationToken";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return TokenChanges.answer(
                context,
                tokens,
                () -> tokens.expire(
                        request.getBytes("Hmac"),
                        context.principal(),
                        request.getLong("ExpiryTimePeriodMs"),
                        context.nowMs()));
    }
}
