package io.kspec.mock.clock;

/** The only source of time of a mock broker. */
public sealed interface BrokerClock permits SystemClock, ManualClock {
    /** Milliseconds since the epoch; never goes back. */
    long nowMs();

    /** A clock that starts at the current wall-clock time and then follows the machine's monotonic clock. */
    static BrokerClock system() {
        return new SystemClock();
    }
}
