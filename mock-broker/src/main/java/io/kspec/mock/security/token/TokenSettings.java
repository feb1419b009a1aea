package io.kspec.mock.security.token;

/**
 * How delegation tokens are issued.
 *
 * @param secretKey {@code delegation.token.secret.key}; empty if tokens are disabled
 * @param maxLifetimeMs {@code delegation.token.max.lifetime.ms}
 * @param expiryTimeMs {@code delegation.token.expiry.time.ms}: how long a token lasts unless it is renewed
 */
public record TokenSettings(String secretKey, long maxLifetimeMs, long expiryTimeMs) {
    private static final long DAY_MS = 86_400_000;

    /** Disabled, with Kafka's defaults of seven days and one. */
    public static final TokenSettings DISABLED = new TokenSettings("", 7 * DAY_MS, DAY_MS);

    /** Does not show the key. */
    @Override
    public String toString() {
        return "tokens of " + maxLifetimeMs + " ms, renewed every " + expiryTimeMs + " ms";
    }
}
