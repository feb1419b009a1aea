package io.kspec.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in a file, so that all of it is reported together. */
public final class Problems {
    private final String file;
    private final List<Problem> found = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    /** A collector for the same file, for what may be tried without being reported. */
    public Problems attempt() {
        return new Problems(file);
    }

    /** Adds a problem, unless the same was found at the same place. */
    public void add(Position at, String message) {
        Problem problem = new Problem(file, at, message);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Adds that one thing was expected and another found. */
    public void misfit(YamlNode node, String expected) {
        add(node.at(), "expected " + expected + ", found " + node.describe());
    }

    /** Adds that a name is none of those that could stand there, with the one that was perhaps meant. */
    public void unknownName(Position at, String expected, Collection<String> names, String name) {
        add(
                at,
                "expected " + expected + ", one of " + String.join(", ", names) + "; found " + name
                        + Suggestion.of(name, names));
    }

    /** Adds that a name is that of no API, with the one that was perhaps meant. */
    public void unknownApi(Position at, Collection<String> names, String name) {
        add(at, "expected the name of an API, found " + name + Suggestion.of(name, names));
    }

    public void addAll(Problems others) {
        others.found.forEach(problem -> add(problem.at(), problem.message()));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems in the order of the file. */
    public List<Problem> list() {
        return found.stream()
                .sorted(Comparator.<Problem>comparingInt(problem -> problem.at().line())
                        .thenComparingInt(problem -> problem.at().column()))
                .toList();
    }
}
