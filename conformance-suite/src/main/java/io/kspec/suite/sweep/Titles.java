package io.kspec.suite.sweep;

import java.util.Locale;

/** Turns the name of a check's method into a title. */
final class Titles {
    private Titles() {}

    /** {@code theLeaderLeads} to {@code The leader leads}, {@code hasAStableId} to {@code Has a stable id}. */
    static String of(String methodName) {
        String words = methodName
                .replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
