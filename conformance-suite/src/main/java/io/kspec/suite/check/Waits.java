package io.kspec.suite.check;

import java.time.Duration;

/** The waits for one thing that took too long, in the time of {@link System#nanoTime}. Thread-safe. */
final class Waits {
    /** How many of them are enough not to wait again. */
    private static final int ENOUGH = 2;
    /** When something is tried again, by one case, all the same: the machine may have been busy for a moment. */
    private static final Duration RECONSIDERED = Duration.ofSeconds(20);

    private int times;
    /** When the last of them ended. */
    private long lastAt;
    /** When the last of them ended, or a case was allowed to try again. */
    private long judgedAt;

    synchronized void add(long now) {
        times++;
        lastAt = now;
        judgedAt = now;
    }

    synchronized void clear() {
        times = 0;
    }

    synchronized int times() {
        return times;
    }

    synchronized boolean areEnough() {
        return times >= ENOUGH;
    }

    /** Whether a case may wait again; if there were enough of them, one case after a while. */
    synchronized boolean mayTry(long now) {
        boolean mayTry = !areEnough() || now - judgedAt >= RECONSIDERED.toNanos();
        judgedAt = mayTry ? now : judgedAt;
        return mayTry;
    }

    /** Whether there are any, and all of them ended before a point in time. */
    synchronized boolean endedBefore(long time) {
        return times > 0 && lastAt - time <= 0;
    }
}
