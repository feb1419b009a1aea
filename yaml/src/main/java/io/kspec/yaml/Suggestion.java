package io.kspec.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Guesses which known name a misspelt name was meant to be. */
public final class Suggestion {
    private Suggestion() {}

    /** {@code ; did you mean X?}, or an empty text where no known name is similar. */
    public static String of(String name, Collection<String> known) {
        int furthest = (name.length() + 2) / 3;
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= furthest)
                .filter(candidate -> distance(name, candidate) <= furthest)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(candidate -> "; did you mean " + candidate + "?")
                .orElse("");
    }

    /** The number of letters to add, remove, replace or swap with their neighbour, ignoring case. */
    private static int distance(String left, String right) {
        String from = left.toLowerCase(Locale.ROOT);
        String to = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[from.length()][to.length()];
    }
}
