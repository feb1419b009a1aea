package io.kspec.diagnosis.search;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts the results of diagnosing slips, by kind. */
final class SlipTally {
    /** The result of one case. */
    enum Outcome {
        /** The right slip ranks first. */
        RIGHT,
        /** Another slip in the same message that produces the same bytes ranks first. */
        SAME_BYTES,
        /** The right field and byte, explained as the layout of another version that has, or lacks, the field. */
        OTHER_NAME,
        /** The bytes decode, and no slip is found. */
        DECODES,
        /** The bytes do not decode, and there is no explanation. */
        NONE,
        /** Another slip ranks first. */
        WRONG
    }

    private static final class Row {
        private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        private int exact;

        private int count(Outcome outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }

        private int named() {
            return count(Outcome.RIGHT) + count(Outcome.SAME_BYTES) + count(Outcome.OTHER_NAME);
        }

        private int decidable() {
            return named() + count(Outcome.NONE) + count(Outcome.WRONG);
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final Row total = new Row();
    /** By tenth of certainty: the number of right explanations, and of all. */
    private final int[][] calibration = new int[10][2];

    /** Records how certain an explanation was, and whether it was right. */
    void certainty(double certainty, boolean right) {
        int[] tenth = calibration[(int) Math.min(9, certainty * 10)];
        tenth[0] += right ? 1 : 0;
        tenth[1]++;
    }

    void add(Slipped slipped, Outcome outcome, boolean exact) {
        String name = slipped.kind().title() + (slipped.variant().isEmpty() ? "" : ", " + slipped.variant());
        for (Row row : new Row[] {rows.computeIfAbsent(name, key -> new Row()), total}) {
            row.outcomes.merge(outcome, 1, Integer::sum);
            row.exact += exact ? 1 : 0;
        }
    }

    /** The share of decidable cases where the slip is named. */
    double named() {
        return (double) total.named() / Math.max(1, total.decidable());
    }

    /** The share of named cases where the blamed byte is right. */
    double exact() {
        return (double) total.exact / Math.max(1, total.named());
    }

    /** The share of right explanations among those that were told with a certainty of 0.9 or more. */
    double rightAbove09() {
        return (double) calibration[9][0] / Math.max(1, calibration[9][1]);
    }

    /** The number of explanations that were told with a certainty of 0.9 or more. */
    int toldAbove09() {
        return calibration[9][1];
    }

    /** The results by kind of slip, as a Markdown table. */
    String table() {
        StringBuilder text = new StringBuilder(
                """
                | slip | cases | decode unnoticed | decidable | right | same bytes | other name | none | wrong | named | byte exact |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                """);
        rows.forEach((name, row) -> line(text, name, row));
        line(text, "**all**", total);
        return text.toString();
    }

    /** The share of right explanations by certainty, as a Markdown table. */
    String calibration() {
        StringBuilder text = new StringBuilder("| certainty | explanations | right |\n| --- | ---: | ---: |\n");
        for (int tenth = 0; tenth < calibration.length; tenth++) {
            if (calibration[tenth][1] > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "| %.1f to %.1f | %d | %s |%n",
                        tenth / 10.0,
                        tenth == 9 ? 0.99 : (tenth + 1) / 10.0,
                        calibration[tenth][1],
                        percent(calibration[tenth][0], calibration[tenth][1])));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Row row) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %d | %d | %s | %s |%n",
                name,
                row.decidable() + row.count(Outcome.DECODES),
                row.count(Outcome.DECODES),
                row.decidable(),
                row.count(Outcome.RIGHT),
                row.count(Outcome.SAME_BYTES),
                row.count(Outcome.OTHER_NAME),
                row.count(Outcome.NONE),
                row.count(Outcome.WRONG),
                percent(row.named(), row.decidable()),
                percent(row.exact, row.named())));
    }

    private static String percent(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
