package io.kspec.mock.clock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apiguardian.api.API;

/** Real time that never goes back, even if the wall clock is set back, plus the time that it has been advanced by. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class SystemClock implements BrokerClock {
    private final long startMs = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();
    private final AtomicLong advancedMs = new AtomicLong();

    SystemClock() {}

    @Override
    public long nowMs() {
        return startMs + advancedMs.get() + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }

    @Override
    public void shift(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time cannot go back: expected 0 or more, found " + duration);
        }
        advancedMs.addAndGet(duration.toMillis());
    }
}
