package io.kspec.runlog.compare;

/** What became of a case from one run to another. */
public enum Change {
    /** It fails, and did not fail before: it passed, or was not played. */
    NEW,
    /** It failed before, and passes. */
    FIXED,
    /** It failed before, and still does. */
    STILL_FAILING,
    /** It passed or failed before, and was not played again: it is blocked, skipped or absent, or the run ended before it. */
    NO_LONGER_PLAYED,
    /** It was not played before, and passes. */
    FIRST_PLAYED,
    /** It passed before and still does, or was played neither before nor now. */
    UNCHANGED
}
