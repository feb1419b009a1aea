package io.kspec.mock.clock;

/** The one source of time of a mock broker. */
public sealed interface BrokerClock permits SystemClock, ManualClock {
    /** Milliseconds since the epoch; never less than at an earlier call. */
    long nowMs();

    /** A clock that starts at the time of day and runs with the machine's monotonic one. */
    static BrokerClock system() {
        return new SystemClock();
    }
}
