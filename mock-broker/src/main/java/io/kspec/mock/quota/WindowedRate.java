package io.kspec.mock.quota;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A rate per second over the newest windows, like Kafka's {@code Rate}: it always counts as many full windows as are kept but one,
 * even if less time has passed.
 */
final class WindowedRate {
    private final Deque<Window> windows = new ArrayDeque<>();

    private static final class Window {
        private final long startMs;
        private long lastMs;
        private double total;

        Window(long startMs) {
            this.startMs = startMs;
            this.lastMs = startMs;
        }
    }

    /** Counts an amount, which is negative if it takes an earlier one back. */
    void record(double amount, long nowMs, QuotaWindows settings) {
        Window current = windows.peekLast();
        if (current == null || nowMs - current.startMs >= settings.windowMs()) {
            current = new Window(nowMs);
            windows.add(current);
            if (windows.size() > settings.count() + 1) {
                windows.remove();
            }
        }
        current.total += amount;
        current.lastMs = nowMs;
    }

    /** The rate per second. */
    double perSecond(long nowMs, QuotaWindows settings) {
        long spanMs = spanMs(nowMs, settings);
        double total = windows.stream().mapToDouble(window -> window.total).sum();
        return spanMs == 0 ? 0 : total * 1000 / spanMs;
    }

    /** The time over which the rate is computed, in milliseconds. */
    long spanMs(long nowMs, QuotaWindows settings) {
        windows.removeIf(window -> nowMs - window.lastMs >= settings.count() * settings.windowMs());
        Window oldest = windows.peekFirst();
        long elapsedMs = oldest == null ? 0 : nowMs - oldest.startMs;
        long missing = settings.count() - 1 - elapsedMs / settings.windowMs();
        return elapsedMs + Math.max(0, missing) * settings.windowMs();
    }

    /**
     * How long to wait until the rate is below a limit again, in milliseconds; 0 if it is not above it.
     */
    long throttleMs(double limit, long nowMs, QuotaWindows settings) {
        double rate = perSecond(nowMs, settings);
        return rate > limit ? Math.round((rate - limit) / limit * spanMs(nowMs, settings)) : 0;
    }
}
