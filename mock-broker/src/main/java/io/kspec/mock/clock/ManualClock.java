package io.kspec.mock.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/** A clock that stands still until a test advances it. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class ManualClock implements BrokerClock {
    private final AtomicLong nowMs;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private ManualClock(long startMs) {
        nowMs = new AtomicLong(startMs);
    }

    /** A clock that shows the given time. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start.toEpochMilli());
    }

    @Override
    public long nowMs() {
        return nowMs.get();
    }

    /**
     * Advances the clock. On return, every broker that uses this clock has done what became due.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    public void advance(Duration duration) {
        move(duration);
        listeners.forEach(Runnable::run);
    }

    @Override
    public void shift(Duration duration) {
        move(duration);
        Thread messenger = new Thread(() -> listeners.forEach(Runnable::run), "kspec-mock-clock");
        messenger.setDaemon(true);
        messenger.start();
    }

    private void move(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back: expected 0 or more, found " + duration);
        }
        nowMs.addAndGet(duration.toMillis());
    }

    /** Registers a listener that runs after each advance, on the thread that advances the clock. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
