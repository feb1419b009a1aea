package io.kspec.mock.script;

/**
 * The range of matching requests that a stub answers, counted from 1.
 *
 * @param first the first request to answer
 * @param last the last request to answer
 */
public record Occurrences(long first, long last) {
    public static final Occurrences ALL = new Occurrences(1, Long.MAX_VALUE);

    public Occurrences {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "expected a range of occurrences from 1 on, found " + first + " to " + last);
        }
    }

    boolean contains(long occurrence) {
        return first <= occurrence && occurrence <= last;
    }
}
