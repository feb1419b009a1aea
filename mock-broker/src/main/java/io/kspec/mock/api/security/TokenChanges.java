package io.kspec.mock.api.security;

import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.token.DelegationTokens;
import io.kspec.mock.security.token.DelegationTokens.Change;
import io.kspec.protocol.ErrorCode;
import java.util.function.Supplier;

/** The answers to requests that change when a token expires. */
final class TokenChanges {
    private static final int NONE = -1;

    private TokenChanges() {}

    static HandlerAnswer answer(RequestContext context, DelegationTokens tokens, Supplier<Change> change) {
        Change changed;
        if (!context.session().mayUseTokens()) {
            changed = new Change(ErrorCode.DELEGATION_TOKEN_REQUEST_NOT_ALLOWED, NONE);
        } else if (!tokens.isEnabled()) {
            changed = new Change(ErrorCode.DELEGATION_TOKEN_AUTH_DISABLED, NONE);
        } else {
            changed = change.get();
        }
        return HandlerAnswer.now(context.response()
                .set("ErrorCode", changed.error())
                .set("ExpiryTimestampMs", changed.expiresMs())
                .build());
    }
}
