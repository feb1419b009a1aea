package io.kspec.stage.net;

import java.time.Duration;

/** How messages write durations. */
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
}
