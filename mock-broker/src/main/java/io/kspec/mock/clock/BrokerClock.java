package io.kspec.mock.clock;

import java.time.Duration;
import org.apiguardian.api.API;

/** The only source of time of a mock broker. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public sealed interface BrokerClock permits SystemClock, ManualClock {
    /** Milliseconds since the epoch; never goes back. */
    long nowMs();

    /**
     * Advances the clock without blocking. The broker that calls it does what became due; others that share a system clock do so
     * when they next look at it.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    void shift(Duration duration);

    /** A clock that starts at the current wall-clock time and then follows the machine's monotonic clock. */
    static BrokerClock system() {
        return new SystemClock();
    }
}
