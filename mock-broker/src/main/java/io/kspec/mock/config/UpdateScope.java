package io.kspec.mock.config;

/** Whether a broker configuration can be changed while the broker runs, and for which brokers. */
public enum UpdateScope {
    READ_ONLY,
    /** For one broker at a time. */
    PER_BROKER,
    /** For one broker or for all. */
    CLUSTER_WIDE
}
