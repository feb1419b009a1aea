package io.kspec.runlog.known;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Versions of an API, as a file lists them: {@code 4}, {@code 0-3}, {@code 7+}, or several of these separated by commas.
 *
 * @param spans in the order of the file; none stands for every version
 */
record VersionList(List<Span> spans) {
    /** Every version, and cases without one. */
    static final VersionList ALL = new VersionList(List.of());

    private static final Pattern SPAN = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5})|(\\+))?");

    /** Versions from {@code min} to {@code max}. */
    record Span(int min, int max) {
        @Override
        public String toString() {
            return max == Integer.MAX_VALUE ? min + "+" : min == max ? "" + min : min + "-" + max;
        }
    }

    VersionList {
        spans = List.copyOf(spans);
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    static VersionList parse(String text) {
        List<Span> spans = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = SPAN.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(text);
            }
            int min = Integer.parseInt(matcher.group(1));
            int max = matcher.group(3) != null
                    ? Integer.MAX_VALUE
                    : matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2));
            if (max < min) {
                throw new IllegalArgumentException(text);
            }
            spans.add(new Span(min, max));
        }
        return new VersionList(spans);
    }

    /** The shortest list of some versions, at least one. */
    static VersionList of(Collection<Integer> versions) {
        List<Span> spans = new ArrayList<>();
        for (int version : new TreeSet<>(versions)) {
            int last = spans.size() - 1;
            if (last >= 0 && spans.get(last).max() == version - 1) {
                spans.set(last, new Span(spans.get(last).min(), version));
            } else {
                spans.add(new Span(version, version));
            }
        }
        return new VersionList(spans);
    }

    boolean isAll() {
        return spans.isEmpty();
    }

    boolean contains(int version) {
        return isAll() || spans.stream().anyMatch(span -> version >= span.min() && version <= span.max());
    }

    /** {@code 0-3, 5, 7+}; empty for every version. */
    @Override
    public String toString() {
        return spans.stream().map(Span::toString).collect(Collectors.joining(", "));
    }
}
