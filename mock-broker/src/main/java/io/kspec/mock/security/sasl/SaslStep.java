package io.kspec.mock.security.sasl;

import io.kspec.protocol.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The broker's answer to a token.
 *
 * @param token what the client is sent
 * @param login who the client is, once that is known; null while more tokens are expected
 */
public record SaslStep(Bytes token, @Nullable SaslLogin login) {
    static SaslStep more(Bytes token) {
        return new SaslStep(token, null);
    }
}
