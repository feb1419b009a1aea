package io.kspec.mock.security.session;

import io.kspec.mock.security.sasl.SaslServers;
import java.util.List;

/**
 * How clients authenticate.
 *
 * @param mechanisms {@code sasl.enabled.mechanisms}
 * @param maxReauthMs {@code connections.max.reauth.ms}: how long a login lasts (KIP-368); 0 or less for as long as the
 *     credential
 * @param failureDelayMs {@code connection.failed.authentication.delay.ms}: how long a refusal is held back
 */
public record AuthenticationSettings(List<String> mechanisms, long maxReauthMs, int failureDelayMs) {
    /** Every mechanism of the mock, and otherwise Kafka's defaults. */
    public static final AuthenticationSettings DEFAULTS = new AuthenticationSettings(SaslServers.MECHANISMS, 0, 100);

    public AuthenticationSettings {
        mechanisms = List.copyOf(mechanisms);
    }

    public AuthenticationSettings withMechanisms(List<String> enabled) {
        return new AuthenticationSettings(enabled, maxReauthMs, failureDelayMs);
    }

    public AuthenticationSettings withMaxReauthMs(long ms) {
        return new AuthenticationSettings(mechanisms, ms, failureDelayMs);
    }

    public AuthenticationSettings withFailureDelayMs(int ms) {
        return new AuthenticationSettings(mechanisms, maxReauthMs, ms);
    }
}
