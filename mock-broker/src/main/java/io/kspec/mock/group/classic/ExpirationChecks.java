package io.kspec.mock.group.classic;

/**
 * When expired offsets are looked for: at multiples of {@code offsets.retention.check.interval.ms} since the start. Checks that
 * would find nothing are left out.
 */
final class ExpirationChecks {
    private final long intervalMs;
    private boolean started;
    private long startMs;
    private long nextMs = Long.MAX_VALUE;

    ExpirationChecks(long intervalMs) {
        this.intervalMs = intervalMs;
    }

    /** Counts from now on; later calls do nothing. */
    void start(long nowMs) {
        if (!started) {
            started = true;
            startMs = nowMs;
        }
    }

    /** The next check must not come later than the first one after a time at which something has changed. */
    void changed(long atMs) {
        if (started) {
            nextMs = Math.min(nextMs, after(atMs));
        }
    }

    /**
     * A check has been made.
     *
     * @param atMs when
     * @param expiryMs when the next of what is left expires; {@link Long#MAX_VALUE} if nothing does
     */
    void done(long atMs, long expiryMs) {
        nextMs = after(Math.max(atMs, expiryMs - 1));
    }

    /** The time of the next check; {@link Long#MAX_VALUE} if there is none. */
    long nextMs() {
        return nextMs;
    }

    private long after(long timeMs) {
        if (timeMs > Long.MAX_VALUE - 1 - intervalMs) {
            return Long.MAX_VALUE;
        }
        return startMs + ((timeMs - startMs) / intervalMs + 1) * intervalMs;
    }
}
