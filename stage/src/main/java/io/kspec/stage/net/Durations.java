package io.kspec.stage.net;

import java.time.Duration;

/** Durations in messages and in comparisons. */
public final class Durations {
    private Durations() {}

    /** {@code 250 ms}, {@code 10 s} or {@code 1.5 s}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis / 1000.0 + " s";
    }

    /** The shorter of two. */
    public static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
