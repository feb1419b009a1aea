package io.kspec.scenarios.play;

/** The outcome of a scenario or of one of its steps. */
public enum PlayOutcome {
    /** Everything went as expected. */
    PASSED,
    /** The target did something unexpected. */
    FAILED,
    /** Not played: the target lacks an API or version, or an earlier step failed. */
    SKIPPED,
    /** The scenario or kspec is at fault, not the target. */
    ERROR
}
