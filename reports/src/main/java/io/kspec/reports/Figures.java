package io.kspec.reports;

import io.kspec.runlog.Measurement;
import io.kspec.runlog.VerdictCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
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

    /** {@code 2 failed}, {@code 1,204 passed}, and so on: the verdicts that occur, the gravest first. */
    static List<String> verdicts(VerdictCounts counts) {
        List<String> words = new ArrayList<>();
        add(words, counts.fail(), "failed");
        add(words, counts.error(), "harness error");
        add(words, counts.pass(), "passed");
        add(words, counts.blocked(), "blocked");
        add(words, counts.notPlayed(), "not played");
        add(words, counts.skipped(), "skipped");
        return words;
    }

    private static void add(List<String> words, int number, String verdict) {
        if (number > 0) {
            words.add(count(number) + " " + verdict);
        }
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

    /** Milliseconds with two decimals at most, as a number in JSON. */
    static String shortMs(double ms) {
        long hundredths = Math.round(ms * 100);
        return hundredths % 100 == 0 ? Long.toString(hundredths / 100) : Double.toString(hundredths / 100.0);
    }

    /** Seconds with three decimals. */
    static String seconds(double ms) {
        return String.format(Locale.ROOT, "%.3f", ms / 1_000);
    }
}
