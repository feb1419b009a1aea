package io.kspec.runlog.compare;

import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A case in two runs.
 *
 * @param key the case
 * @param before its result in the first run, or null if it has none
 * @param after its result in the second run, or null if it has none
 */
public record CaseChange(CaseKey key, @Nullable CaseResult before, @Nullable CaseResult after) {
    /** What became of the case. */
    public Change change() {
        boolean failed = is(before, Verdict.FAIL);
        if (is(after, Verdict.FAIL)) {
            return failed ? Change.STILL_FAILING : Change.NEW;
        }
        boolean played = failed || is(before, Verdict.PASS);
        if (is(after, Verdict.PASS)) {
            return failed ? Change.FIXED : played ? Change.UNCHANGED : Change.FIRST_PLAYED;
        }
        return played ? Change.NO_LONGER_PLAYED : Change.UNCHANGED;
    }

    private static boolean is(@Nullable CaseResult result, Verdict verdict) {
        return result != null && result.verdict() == verdict;
    }
}
