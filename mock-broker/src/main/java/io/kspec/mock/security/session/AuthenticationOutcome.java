package io.kspec.mock.security.session;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The broker's answer to a token.
 *
 * @param message the reason of an error, or null
 * @param token what the client is sent
 * @param lifetimeMs how long the session lasts; 0 if it does not end, or has not begun
 * @param ends whether the connection is closed after the answer
 */
public record AuthenticationOutcome(
        ErrorCode error, @Nullable String message, Bytes token, long lifetimeMs, boolean ends) {
    static AuthenticationOutcome refused(String message) {
        return new AuthenticationOutcome(ErrorCode.SASL_AUTHENTICATION_FAILED, message, Bytes.EMPTY, 0, true);
    }

    static AuthenticationOutcome misplaced() {
        return new AuthenticationOutcome(
                ErrorCode.ILLEGAL_SASL_STATE,
                "SaslAuthenticate request received after successful authentication",
                Bytes.EMPTY,
                0,
                false);
    }
}
