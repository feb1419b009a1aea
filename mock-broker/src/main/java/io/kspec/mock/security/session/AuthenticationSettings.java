package io.kspec.mock.security.session;

import io.kspec.mock.security.sasl.SaslServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How clients authenticate on a listener.
 *
 * @param mechanisms {@code sasl.enabled.mechanisms}
 * @param maxReauthMs {@code connections.max.reauth.ms}: how long a login lasts (KIP-368); 0 or less for as long as the
 *     credential
 * @param maxReauthMsOf the same for single mechanisms
 * @param failureDelayMs {@code connection.failed.authentication.delay.ms}: how long a refusal is held back
 * @param maxReceiveSize {@code sasl.server.max.receive.size}: the largest size, in bytes, of a request of a client that has
 *     not authenticated
 * @param principals {@code ssl.principal.mapping.rules}
 * @param passwords the users of PLAIN, if they are configured for the listener alone; else null
 */
public record AuthenticationSettings(
        List<String> mechanisms,
        long maxReauthMs,
        Map<String, Long> maxReauthMsOf,
        int failureDelayMs,
        int maxReceiveSize,
        SslPrincipalRules principals,
        @Nullable Map<String, String> passwords) {
    /** Every mechanism of the mock, and otherwise Kafka's defaults. */
    public static final AuthenticationSettings DEFAULTS = new AuthenticationSettings(
            SaslServers.MECHANISMS, 0, Map.of(), 100, 524_288, SslPrincipalRules.DEFAULT, null);

    public AuthenticationSettings {
        mechanisms = List.copyOf(mechanisms);
        maxReauthMsOf = Map.copyOf(maxReauthMsOf);
        passwords = passwords == null ? null : Map.copyOf(passwords);
    }

    /** How long a login with a mechanism lasts, in milliseconds; 0 or less for as long as the credential. */
    long maxReauthMs(String mechanism) {
        return maxReauthMsOf.getOrDefault(mechanism, maxReauthMs);
    }

    public AuthenticationSettings withMechanisms(List<String> enabled) {
        return new AuthenticationSettings(
                enabled, maxReauthMs, maxReauthMsOf, failureDelayMs, maxReceiveSize, principals, passwords);
    }

    public AuthenticationSettings withMaxReauthMs(long ms) {
        return new AuthenticationSettings(
                mechanisms, ms, maxReauthMsOf, failureDelayMs, maxReceiveSize, principals, passwords);
    }

    /** Limits the logins with a mechanism. */
    public AuthenticationSettings withMaxReauthMs(String mechanism, long ms) {
        Map<String, Long> all = new HashMap<>(maxReauthMsOf);
        all.put(mechanism, ms);
        return new AuthenticationSettings(
                mechanisms, maxReauthMs, all, failureDelayMs, maxReceiveSize, principals, passwords);
    }

    public AuthenticationSettings withFailureDelayMs(int ms) {
        return new AuthenticationSettings(
                mechanisms, maxReauthMs, maxReauthMsOf, ms, maxReceiveSize, principals, passwords);
    }

    public AuthenticationSettings withMaxReceiveSize(int bytes) {
        return new AuthenticationSettings(
                mechanisms, maxReauthMs, maxReauthMsOf, failureDelayMs, bytes, principals, passwords);
    }

    public AuthenticationSettings withPrincipals(SslPrincipalRules rules) {
        return new AuthenticationSettings(
                mechanisms, maxReauthMs, maxReauthMsOf, failureDelayMs, maxReceiveSize, rules, passwords);
    }

    public AuthenticationSettings withPasswords(Map<String, String> users) {
        return new AuthenticationSettings(
                mechanisms, maxReauthMs, maxReauthMsOf, failureDelayMs, maxReceiveSize, principals, users);
    }
}
