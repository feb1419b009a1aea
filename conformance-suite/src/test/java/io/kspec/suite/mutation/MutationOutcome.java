package io.kspec.suite.mutation;

import java.util.List;
import java.util.Locale;

/**
 * What became of a mutation.
 *
 * @param check the id of the check that failed first; empty if none did
 */
record MutationOutcome(MutationKey key, Fate fate, String check) {
    private static final String SEPARATOR = "\t";

    /** What becomes of mutations. */
    enum Fate {
        /** A check fails. */
        KILLED,
        /** No check fails. */
        SURVIVED,
        /** No response that the checks receive has anything that it would change. */
        UNMADE
    }

    /** A line of the file of all outcomes. */
    String line() {
        return String.join(
                SEPARATOR,
                key.api(),
                String.valueOf(key.version()),
                key.field(),
                key.what(),
                fate.name().toLowerCase(Locale.ROOT),
                check);
    }

    static MutationOutcome parse(String line) {
        List<String> cells = List.of(line.split(SEPARATOR, -1));
        if (cells.size() != 6) {
            throw new IllegalArgumentException("expected 6 cells with tabs between them, found " + line);
        }
        return new MutationOutcome(
                new MutationKey(cells.get(0), Integer.parseInt(cells.get(1)), cells.get(2), cells.get(3)),
                Fate.valueOf(cells.get(4).toUpperCase(Locale.ROOT)),
                cells.get(5));
    }
}
