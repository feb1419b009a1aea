package io.kspec.reports;

/** What a whole run says about its target. */
public enum Outcome {
    /** Every case that applies passed. */
    CONFORMANT,
    /** The target departs from Apache Kafka, but nowhere where clients are known to break. */
    DEPARTS,
    /** The target fails a requirement that real clients depend on, or did not survive the run. */
    NOT_CONFORMANT,
    /** No failure that decides it, but not all was tried: harness errors, a run that stopped early, or no case at all. */
    UNDECIDED,
    /** The log is cut off or damaged. */
    BROKEN
}
