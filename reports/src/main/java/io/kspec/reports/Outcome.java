package io.kspec.reports;

/** What a run says about its target. */
public enum Outcome {
    /** Every case that applies passed. */
    CONFORMANT,
    /** The target differs from Apache Kafka only where no client is known to break. */
    DEPARTS,
    /** The target fails a requirement that real clients depend on, or did not survive the run. */
    NOT_CONFORMANT,
    /** No decisive failure, but the run is incomplete: harness errors, an early end, or no case at all. */
    UNDECIDED,
    /** The log is cut off or damaged. */
    BROKEN
}
