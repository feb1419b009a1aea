package io.kspec.reports;

import io.kspec.runlog.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats numbers, durations and dates for reports. */
final class Figures {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Figures() {}

    /** {@code 1,204}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 case}, {@code 1,204 cases}. */
    static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 340 ms}, {@code 12.3 s}, {@code 4 min 5 s}. */
    static String duration(Duration duration) {
        long ms = duration.toMillis();
        if (ms < 1_000) {
            return ms + " ms";
        }
        return ms < 60_000
                ? String.format(Locale.ROOT, "%.1f s", ms / 1_000.0)
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** {@code 20 Nov 2026, 10:00:00 UTC}. */
    static String date(Instant instant) {
        return DATE.format(instant);
    }

    /** {@code 0.42 ms}, {@code 12.3 ms}, {@code 4,210 schemas/s}. */
    static String measured(Measurement measurement) {
        double size = Math.abs(measurement.value());
        String format = size >= 100 ? "%,.0f %s" : size >= 1 ? "%.1f %s" : "%.2f %s";
        return String.format(Locale.ROOT, format, measurement.value(), measurement.unit());
    }

    /** Seconds with three decimals. */
    static String seconds(double ms) {
        return String.format(Locale.ROOT, "%.3f", ms / 1_000);
    }
}
