package io.kspec.mock.group.consumer;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The topics that a regular expression matches.
 *
 * @param topics their names
 * @param version the version of the topics that it was matched with
 * @param atMs when it was matched
 */
record ResolvedRegex(SortedSet<String> topics, long version, long atMs) {
    /** What matches nothing. */
    static final ResolvedRegex NONE = new ResolvedRegex(new TreeSet<>(), 0, 0);

    ResolvedRegex {
        topics = new TreeSet<>(topics);
    }
}
