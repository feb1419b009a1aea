package io.kspec.mock.script;

/**
 * A rule that changes how certain requests are answered.
 *
 * @param name the name in journals and reports
 * @param request which requests the stub matches
 * @param occurrences which of the matching requests it answers
 * @param response how it answers them
 */
public record Stub(String name, RequestPattern request, Occurrences occurrences, ResponseDefinition response) {
    /** This stub under another name. */
    public Stub named(String other) {
        return new Stub(other, request, occurrences, response);
    }

    /** This stub for the n-th matching request only, counted from 1. */
    public Stub onNth(long n) {
        return new Stub(name, request, new Occurrences(n, n), response);
    }

    /** This stub for the first matching requests only. */
    public Stub onFirst(long count) {
        return new Stub(name, request, new Occurrences(1, count), response);
    }

    /** This stub from the n-th matching request on, counted from 1. */
    public Stub fromNth(long n) {
        return new Stub(name, request, new Occurrences(n, Long.MAX_VALUE), response);
    }
}
