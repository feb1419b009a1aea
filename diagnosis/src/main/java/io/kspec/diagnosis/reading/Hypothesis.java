package io.kspec.diagnosis.reading;

import org.jspecify.annotations.Nullable;

/**
 * What an implementation may have written.
 *
 * @param shape the layout
 * @param tolerance what is let pass besides
 * @param tolerated the mark of whatever is let pass, or null
 * @param prior how surprising such a slip is, in bits, before any byte was read
 * @param slips how many slips make it up
 * @param ofOtherVersion whether the layout is that of another version, slips aside
 */
public record Hypothesis(
        Shape shape, Tolerance tolerance, @Nullable Mark tolerated, double prior, int slips, boolean ofOtherVersion) {

    public static Hypothesis noSlip(Shape shape) {
        return new Hypothesis(shape, Tolerance.NONE, null, 0, 0, false);
    }

    public Hypothesis with(Shape other, double bits) {
        return new Hypothesis(other, tolerance, tolerated, prior + bits, slips + 1, ofOtherVersion);
    }

    public Hypothesis tolerating(Tolerance other, Mark mark, double bits) {
        return new Hypothesis(shape, other, mark, prior + bits, slips + 1, ofOtherVersion);
    }

    /** A single slip: the layout of another version. */
    public Hypothesis withLayoutOfOtherVersion(Shape other, double bits) {
        return new Hypothesis(other, tolerance, tolerated, prior + bits, slips + 1, true);
    }

    public Hypothesis withPrior(double bits) {
        return new Hypothesis(shape, tolerance, tolerated, bits, slips, ofOtherVersion);
    }
}
