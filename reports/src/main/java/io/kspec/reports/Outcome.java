package io.kspec.reports;

/** What a run says about its target. */
public enum Outcome {
    /** Every case that applies was played and passed. */
    CONFORMANT,
    /** The target differs from Apache Kafka only where no client is known to break. */
    DEPARTS,
    /** The target fails a requirement that real clients depend on, or did not survive the run. */
    NOT_CONFORMANT,
    /** No case applies, such as when the run is limited to an API that the target does not advertise. */
    NOTHING_CHECKED,
    /** No decisive failure, but not every case that applies was played: errors, blocked cases, or an early end. */
    UNDECIDED,
    /** The log is cut off or damaged. */
    BROKEN
}
