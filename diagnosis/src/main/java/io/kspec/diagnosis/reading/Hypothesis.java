package io.kspec.diagnosis.reading;

import org.jspecify.annotations.Nullable;

/**
 * An assumption about how an implementation wrote the bytes.
 *
 * @param shape the layout
 * @param tolerance what is tolerated in addition
 * @param tolerated the mark of what is tolerated, or null
 * @param prior how surprising such a slip is before reading any byte, in bits
 * @param slips the number of slips in it
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
