package io.kspec.benchmarks.page;

import java.util.Arrays;
import java.util.Locale;

/**
 * Figures of several rounds.
 *
 * @param low the lower quartile: a quarter of the figures are below it
 * @param high the upper quartile
 */
public record Spread(double low, double median, double high) {
    /** The spread of at least one figure. */
    public static Spread of(double... figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return new Spread(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** The figure at a part of the sorted ones, between two of them in proportion. */
    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** {@code 0.61 (0.58–0.66)}: the median, and the half of the figures in the middle. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, low, high);
    }
}
