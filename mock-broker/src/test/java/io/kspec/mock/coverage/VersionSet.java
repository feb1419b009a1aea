package io.kspec.mock.coverage;

import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Versions of an API, possibly with gaps, written as {@code 0-3,7}. */
public record VersionSet(SortedSet<Integer> versions) {
    public static final VersionSet NONE = new VersionSet(new TreeSet<>());

    public VersionSet {
        versions = Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    }

    static VersionSet of(Collection<Integer> versions) {
        return new VersionSet(new TreeSet<>(versions));
    }

    public static VersionSet parse(String text) {
        return of(Stream.of(text.split(","))
                .map(Versions::parse)
                .flatMap(range ->
                        Stream.iterate(range.lowest(), next -> next + 1).limit(range.highest() - range.lowest() + 1L))
                .toList());
    }

    public VersionSet plus(VersionSet other) {
        SortedSet<Integer> both = new TreeSet<>(versions);
        both.addAll(other.versions);
        return new VersionSet(both);
    }

    @Override
    public String toString() {
        return versions.stream()
                .filter(version -> !versions.contains(version - 1))
                .map(lowest -> new Versions(lowest, lastAfter(lowest)).toString())
                .collect(Collectors.joining(","));
    }

    private int lastAfter(int lowest) {
        int last = lowest;
        while (versions.contains(last + 1)) {
            last++;
        }
        return last;
    }
}
