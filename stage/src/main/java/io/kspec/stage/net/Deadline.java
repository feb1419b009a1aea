package io.kspec.stage.net;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The point in time at which a limit ends. */
public final class Deadline {
    private final LongSupplier nanoTime;
    private final long endNanos;

    private Deadline(LongSupplier nanoTime, long endNanos) {
        this.nanoTime = nanoTime;
        this.endNanos = endNanos;
    }

    /** Now plus the limit. */
    public static Deadline in(Duration limit) {
        return in(limit, System::nanoTime);
    }

    static Deadline in(Duration limit, LongSupplier nanoTime) {
        return new Deadline(nanoTime, nanoTime.getAsLong() + limit.toNanos());
    }

    public boolean isPast() {
        return nanosLeft() <= 0;
    }

    /** The remaining milliseconds, rounded up; 0 once the deadline is past. */
    public long millisLeft() {
        long nanos = nanosLeft();
        return nanos <= 0 ? 0 : Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    /** The remaining nanoseconds, 0 or less once the deadline is past. */
    long nanosLeft() {
        return endNanos - nanoTime.getAsLong();
    }
}
