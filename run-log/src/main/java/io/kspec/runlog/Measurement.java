package io.kspec.runlog;

import java.util.Objects;

/**
 * A figure that a check measured on the target. It is reported, and never decides a verdict.
 *
 * @param what what was measured, in a few words
 * @param value the figure; finite
 * @param unit its unit, such as {@code ms} or {@code schemas/s}
 */
public record Measurement(String what, double value, String unit) {
    public Measurement {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(unit, "unit");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("measurement of " + what + ": expected a finite value, found " + value);
        }
    }
}
