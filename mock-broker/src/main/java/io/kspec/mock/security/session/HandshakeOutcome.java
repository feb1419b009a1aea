package io.kspec.mock.security.session;

import io.kspec.protocol.ErrorCode;
import java.util.List;

/**
 * The broker's answer to the choice of a mechanism.
 *
 * @param mechanisms those that are enabled
 * @param ends whether the connection is closed after the answer
 */
public record HandshakeOutcome(ErrorCode error, List<String> mechanisms, boolean ends) {
    public HandshakeOutcome {
        mechanisms = List.copyOf(mechanisms);
    }
}
