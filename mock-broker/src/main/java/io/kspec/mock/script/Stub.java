package io.kspec.mock.script;

/**
 * A rule: which requests are answered otherwise, and how.
 *
 * @param name what it is called in journals and reports
 * @param request which requests are meant
 * @param occurrences which of those that match
 * @param response how they are answered
 */
public record Stub(String name, RequestPattern request, Occurrences occurrences, ResponseDefinition response) {
    /** The same under a name. */
    public Stub named(String other) {
        return new Stub(other, request, occurrences, response);
    }

    /** The same for the n-th request that matches alone, counted from 1. */
    public Stub onNth(long n) {
        return new Stub(name, request, new Occurrences(n, n), response);
    }

    /** The same for the first requests that match alone. */
    public Stub onFirst(long count) {
        return new Stub(name, request, new Occurrences(1, count), response);
    }

    /** The same from the n-th request that matches on, counted from 1. */
    public Stub fromNth(long n) {
        return new Stub(name, request, new Occurrences(n, Long.MAX_VALUE), response);
    }
}
