package io.kspec.stage.net;

import java.time.Duration;

/** A moment until which something may take. */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    public boolean isPast() {
        return endNanos - System.nanoTime() <= 0;
    }

    /** What is left in milliseconds, rounded up; 0 when it is past. */
    public long millisLeft() {
        long nanos = endNanos - System.nanoTime();
        return nanos <= 0 ? 0 : Math.max(1, (nanos + 999_999) / 1_000_000);
    }
}
