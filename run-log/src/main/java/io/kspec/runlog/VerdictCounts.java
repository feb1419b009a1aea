package io.kspec.runlog;

/** The number of results of each verdict; none is negative. */
public record VerdictCounts(int pass, int fail, int skipped, int error, int blocked, int notPlayed) {
    /** No results. */
    public static final VerdictCounts NONE = new VerdictCounts(0, 0, 0, 0, 0, 0);

    public VerdictCounts {
        if (pass < 0 || fail < 0 || skipped < 0 || error < 0 || blocked < 0 || notPlayed < 0) {
            throw new IllegalArgumentException("counts: expected none below 0, found pass " + pass + ", fail " + fail
                    + ", skipped " + skipped + ", error " + error + ", blocked " + blocked + ", not played "
                    + notPlayed);
        }
    }

    /** These counts with one more result of a verdict. */
    public VerdictCounts plus(Verdict verdict) {
        return new VerdictCounts(
                pass + one(verdict, Verdict.PASS),
                fail + one(verdict, Verdict.FAIL),
                skipped + one(verdict, Verdict.SKIPPED),
                error + one(verdict, Verdict.ERROR),
                blocked + one(verdict, Verdict.BLOCKED),
                notPlayed + one(verdict, Verdict.NOT_PLAYED));
    }

    /** These counts and some others. */
    public VerdictCounts plus(VerdictCounts others) {
        return new VerdictCounts(
                pass + others.pass,
                fail + others.fail,
                skipped + others.skipped,
                error + others.error,
                blocked + others.blocked,
                notPlayed + others.notPlayed);
    }

    private static int one(Verdict verdict, Verdict counted) {
        return verdict == counted ? 1 : 0;
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
        return pass + fail + skipped + error + blocked + notPlayed;
    }
}
