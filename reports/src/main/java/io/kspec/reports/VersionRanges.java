package io.kspec.reports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Formats versions as ranges. */
final class VersionRanges {
    private VersionRanges() {}

    /** {@code v0–v3, v5}; empty for none. */
    static String of(Collection<Integer> versions) {
        List<String> ranges = new ArrayList<>();
        int from = 0;
        int to = Integer.MIN_VALUE;
        for (int version : new TreeSet<>(versions)) {
            if (to != Integer.MIN_VALUE && version == to + 1) {
                to = version;
                ranges.set(ranges.size() - 1, "v" + from + "–v" + to);
            } else {
                from = version;
                to = version;
                ranges.add("v" + version);
            }
        }
        return String.join(", ", ranges);
    }
}
