package io.kspec.mock.clock;

import java.util.concurrent.TimeUnit;

/** Real time that never goes back, whatever becomes of the time of day. */
public final class SystemClock implements BrokerClock {
    private final long startMs = System.currentTimeMillis();
    private final long startNanos = System.nanoTime();

    SystemClock() {}

    @Override
    public long nowMs() {
        return startMs + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
