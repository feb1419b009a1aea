package io.kspec.mock.quota;

/**
 * How rates are measured: {@code quota.window.num} and {@code quota.window.size.seconds}.
 *
 * @param count the number of windows, the current one among them, 1 or more
 * @param windowMs the length of a window, in milliseconds, 1 or more
 */
public record QuotaWindows(int count, long windowMs) {
    /** Kafka's defaults. */
    public static final QuotaWindows DEFAULTS = new QuotaWindows(11, 1000);

    public QuotaWindows {
        if (count < 1 || windowMs < 1) {
            throw new IllegalArgumentException("expected 1 window of 1 ms or more, found " + count + " of " + windowMs);
        }
    }
}
