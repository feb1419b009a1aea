package io.kspec.benchmarks.load;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a contestant is loaded: for some time, and on a busy machine until it has also used some processor time.
 *
 * @param time the least time
 * @param cpu the least processor time of the server
 */
record TurnLength(Duration time, Duration cpu) {
    /** How many times as long as wanted a turn takes at most. */
    private static final int PATIENCE = 20;

    /** Tells when the turn of a contestant, which begins now, is over. */
    BooleanSupplier of(Contestant contestant) {
        long start = System.nanoTime();
        Duration before = contestant.cpu();
        return () -> {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            return elapsed.compareTo(time) >= 0
                    && (contestant.cpu().minus(before).compareTo(cpu) >= 0
                            || elapsed.compareTo(time.multipliedBy(PATIENCE)) >= 0);
        };
    }
}
