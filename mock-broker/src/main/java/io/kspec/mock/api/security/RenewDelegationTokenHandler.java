package io.kspec.mock.api.security;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.token.DelegationTokens;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * RenewDelegationToken (KIP-48).
 *
 * <ul>
 *   <li>v2: flexible.
 * </ul>
 */
public final class RenewDelegationTokenHandler implements ApiHandler {
    private final DelegationTokens tokens;

    public RenewDelegationTokenHandler(Cluster cluster) {
        this.tokens = cluster.security().tokens();
    }

    @Override
    public String api() {
        return "RenewDelegationToken";
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
                () -> tokens.renew(
                        request.getBytes("Hmac"),
                        context.principal(),
                        request.getLong("RenewPeriodMs"),
                        context.nowMs()));
    }
}
