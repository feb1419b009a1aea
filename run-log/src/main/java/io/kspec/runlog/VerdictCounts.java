package io.kspec.runlog;

/** The number of results of each verdict; none is negative. */
public record VerdictCounts(int pass, int fail, int skipped, int error) {
    /** No results. */
    public static final VerdictCounts NONE = new VerdictCounts(0, 0, 0, 0);

    public VerdictCounts {
        if (pass < 0 || fail < 0 || skipped < 0 || error < 0) {
            throw new IllegalArgumentException("counts: expected none below 0, found pass " + pass + ", fail " + fail
                    + ", skipped " + skipped + ", error " + error);
        }
    }

    /** These counts with one more result of a verdict. */
    public VerdictCounts plus(Verdict verdict) {
        return switch (verdict) {
            case PASS -> new VerdictCounts(pass + 1, fail, skipped, error);
            case FAIL -> new VerdictCounts(pass, fail + 1, skipped, error);
            case SKIPPED -> new VerdictCounts(pass, fail, skipped + 1, error);
            case ERROR -> new VerdictCounts(pass, fail, skipped, error + 1);
        };
    }

    /** The counts of the given results. */
    public static VerdictCounts of(Iterable<CaseResult> results) {
        VerdictCounts counts = NONE;
        for (CaseResult result : results) {
            counts = counts.plus(result.verdict());
        }
        return counts;
    }

    /** The total number of results. */
    public int total() {
        return pass + fail + skipped + error;
    }
}
