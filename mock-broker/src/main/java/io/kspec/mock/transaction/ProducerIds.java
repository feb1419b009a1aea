package io.kspec.mock.transaction;

/** Assigns producer ids. */
final class ProducerIds {
    private long next;

    /** Assigns a producer id that has never been used. */
    long fresh() {
        return next++;
    }
}
