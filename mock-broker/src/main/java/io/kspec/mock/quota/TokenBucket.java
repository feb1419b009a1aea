package io.kspec.mock.quota;

/**
 * Tokens that accrue at a rate, like Kafka's {@code TokenBucket} (KIP-599): as many as the rate yields in all windows together can
 * be saved, and more can be spent than there are, which has to be made up for.
 */
final class TokenBucket {
    private double tokens = Double.POSITIVE_INFINITY;
    private long updatedMs;

    /** Spends tokens. */
    void spend(double amount, double perSecond, long nowMs, QuotaWindows settings) {
        tokens = tokens(perSecond, nowMs, settings) - amount;
    }

    /** How long until there are no tokens missing, in milliseconds; 0 if none are. */
    long throttleMs(double perSecond, long nowMs, QuotaWindows settings) {
        double now = tokens(perSecond, nowMs, settings);
        return now < 0 ? Math.round(-now / perSecond * 1000) : 0;
    }

    private double tokens(double perSecond, long nowMs, QuotaWindows settings) {
        double most = perSecond * settings.count() * settings.windowMs() / 1000;
        tokens = Math.min(most, tokens + perSecond * (nowMs - updatedMs) / 1000);
        updatedMs = nowMs;
        return tokens;
    }
}
