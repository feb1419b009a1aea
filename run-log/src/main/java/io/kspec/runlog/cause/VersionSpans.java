package io.kspec.runlog.cause;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Versions in words. */
final class VersionSpans {
    private VersionSpans() {}

    /** {@code v0}, {@code v1 to v7}, {@code v0, v4 to v11}; empty if there are none. */
    static String of(Collection<Integer> versions) {
        SortedSet<Integer> sorted = new TreeSet<>(versions);
        List<String> spans = new ArrayList<>();
        Integer first = null;
        Integer last = null;
        for (Integer version : sorted) {
            if (last != null && version == last + 1) {
                last = version;
                continue;
            }
            if (first != null && last != null) {
                spans.add(span(first, last));
            }
            first = version;
            last = version;
        }
        if (first != null && last != null) {
            spans.add(span(first, last));
        }
        return String.join(", ", spans);
    }

    private static String span(int first, int last) {
        return first == last ? "v" + first : "v" + first + (last == first + 1 ? " and v" : " to v") + last;
    }
}
