package io.kspec.mock.clock;

import java.util.concurrent.TimeUnit;

/** Real time that never goes back, even if the wall clock is set back. */
public final class SystemClock implements BrokerClock {
    private final long startMs = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    SystemClock() {}

    @Override
    public long nowMs() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
