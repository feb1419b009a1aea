package io.kspec.mock.script;

/**
 * A rule that changes how certain requests are answered.
 *
 * @param name the name in journals and reports
 * @param request which requests the stub matches
 * @param occurrences on which occasions it acts
 * @param response what it does
 */
public record Stub(String name, RequestPattern request, Occurrences occurrences, ResponseDefinition response) {
    /** This stub under another name. */
    public Stub named(String other) {
        return new Stub(other, request, occurrences, response);
    }

    /** This stub for the n-th occasion only, counted from 1. */
    public Stub onNth(long n) {
        return on(occurrences.within(n, n));
    }

    /** This stub for the first occasions only. */
    public Stub onFirst(long count) {
        return on(occurrences.within(1, count));
    }

    /** This stub from the n-th occasion on, counted from 1. */
    public Stub fromNth(long n) {
        return on(occurrences.within(n, Long.MAX_VALUE));
    }

    /** This stub for every n-th of its occasions. */
    public Stub onEvery(long n) {
        return on(occurrences.everyNth(n));
    }

    /**
     * This stub with a probability on each of its occasions.
     *
     * @param probability above 0, up to 1
     * @param seed the same seed gives the same decisions
     */
    public Stub withChance(double probability, long seed) {
        return on(occurrences.withChance(probability, seed));
    }

    private Stub on(Occurrences occasions) {
        return new Stub(name, request, occasions, response);
    }
}
