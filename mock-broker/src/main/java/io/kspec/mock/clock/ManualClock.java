package io.kspec.mock.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test advances it. Safe for use by several threads. */
public final class ManualClock implements BrokerClock {
    private final AtomicLong nowMs;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private ManualClock(long startMs) {
        nowMs = new AtomicLong(startMs);
    }

    /** A clock that stands at a moment. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start.toEpochMilli());
    }

    @Override
    public long nowMs() {
        return nowMs.get();
    }

    /**
     * Lets time pass; when this returns, brokers on this clock have done what fell due.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go back: expected 0 or more, found " + duration);
        }
        nowMs.addAndGet(duration.toMillis());
        listeners.forEach(Runnable::run);
    }

    /** Has something run, on the thread that advances the clock, each time it was advanced. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
