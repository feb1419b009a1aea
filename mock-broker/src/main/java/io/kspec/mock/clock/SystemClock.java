package io.kspec.mock.clock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Real time that never goes back, even if the wall clock is set back, and that can be advanced. Thread-safe. */
public final class SystemClock implements BrokerClock {
    private final long startMs = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();
    private final AtomicLong skippedMs = new AtomicLong();

    SystemClock() {}

    @Override
    public long nowMs() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos) + skippedMs.get();
    }

    /**
     * Skips a duration.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back: expected 0 or more, found " + duration);
        }
        skippedMs.addAndGet(duration.toMillis());
    }
}
