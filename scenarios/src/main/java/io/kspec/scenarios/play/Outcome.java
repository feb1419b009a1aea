package io.kspec.scenarios.play;

/** How a scenario, or a step of it, went. */
public enum Outcome {
    /** As expected. */
    PASSED,
    /** The target did something else. */
    FAILED,
    /** Not played: the target does not speak what it needs, or an earlier step failed. */
    SKIPPED,
    /** The scenario or its player is at fault, not the target. */
    ERROR
}
