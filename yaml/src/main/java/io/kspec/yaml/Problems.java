package io.kspec.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the problems of a file, so that all of them are reported together. */
public final class Problems {
    /** Longer lists of names would bury the rest of a message. */
    private static final int MOST_NAMES = 20;

    private final String file;
    private final Set<Problem> found = new LinkedHashSet<>();

    /**
     * @param file the file's name, with which every problem begins
     */
    public Problems(String file) {
        this.file = file;
    }

    /** An empty collector for the same file, to try something whose problems may be dropped. */
    public Problems attempt() {
        return new Problems(file);
    }

    /** Adds a problem, unless the same problem was found at the same place before. */
    public void add(FilePosition at, String message) {
        found.add(new Problem(file, at, message));
    }

    /** Adds that a node is not what was expected. */
    public void mismatch(YamlNode node, String expected) {
        add(node.at(), "expected " + expected + ", found " + node.describe());
    }

    /**
     * Adds that a name is unknown, together with the similar name that was probably meant.
     *
     * @param expected what kind of name was expected, as {@code a role}
     * @param known the names that would have been valid
     */
    public void unknownName(FilePosition at, String expected, Collection<String> known, String name) {
        boolean listed = !known.isEmpty() && known.size() <= MOST_NAMES;
        add(
                at,
                "expected " + expected + (listed ? ", one of " + String.join(", ", known) + ";" : ",") + " found "
                        + Excerpt.of(name) + Suggestion.of(name, known));
    }

    public void addAll(Problems others) {
        found.addAll(others.found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems in the order of the file. */
    public List<Problem> list() {
        List<Problem> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.<Problem>comparingInt(problem -> problem.at().line())
                .thenComparingInt(problem -> problem.at().column()));
        return List.copyOf(sorted);
    }
}
