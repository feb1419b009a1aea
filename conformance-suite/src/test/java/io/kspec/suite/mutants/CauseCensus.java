package io.kspec.suite.mutants;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many causes the whole suite finds on each mutant, as a page. */
record CauseCensus(List<Row> rows) {
    /** Between two causes of a row. */
    static final String BETWEEN = "<br>";

    private static final String HEAD =
            """
            # Causes: what a run tells of one fault

            The whole suite is played on each mutant of [mutants.md](mutants.md), kspec's mock broker with one bug. Cases that fail for
            one reason are one cause; an author reads causes, not cases. The ideal is one cause for each mutant.

            `CauseCensusTest` plays one row of 100, which must not have more causes than this page says; with
            `-Dkspec.causes.all=true` it plays all of them, with `-Dkspec.causes.more=50` so many that have no row yet, and with
            `-Dkspec.causes.write=true` it writes what it found into the page. A mutant without a row has not been measured yet.

            """;

    private static final String COLUMNS =
            """
            | mutant | failed cases | causes | their titles, gravest first |
            | --- | ---: | ---: | --- |
            """;

    /**
     * A mutant's causes.
     *
     * @param mutant its id
     * @param failed how many cases failed
     * @param causes the titles, gravest first
     */
    record Row(String mutant, long failed, List<String> causes) {
        Row {
            causes = List.copyOf(causes);
        }

        String line() {
            return "| " + mutant + " | " + failed + " | " + causes.size() + " | " + String.join(BETWEEN, causes)
                    + " |\n";
        }

        static Row parse(String line) {
            String[] cells = line.split("\\|", -1);
            String titles = cells[4].strip();
            return new Row(
                    cells[1].strip(),
                    Long.parseLong(cells[2].strip()),
                    titles.isEmpty() ? List.of() : Arrays.asList(titles.split(BETWEEN)));
        }
    }

    /** A title as it stands in a row. */
    static String cell(String title) {
        return title.replace("|", "/").replace(BETWEEN, ", ");
    }

    CauseCensus {
        rows = List.copyOf(rows);
    }

    /** Reads a page. */
    static CauseCensus parse(String page) {
        return new CauseCensus(page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| mutant") && !line.startsWith("| ---"))
                .map(Row::parse)
                .toList());
    }

    /** These rows, with those of another census in place of the same mutants' and behind them. */
    CauseCensus updated(CauseCensus newer) {
        TreeMap<String, Row> merged = new TreeMap<>();
        rows.forEach(row -> merged.put(row.mutant(), row));
        newer.rows.forEach(row -> merged.put(row.mutant(), row));
        return new CauseCensus(List.copyOf(merged.values()));
    }

    Row row(String mutant) {
        return rows.stream()
                .filter(row -> row.mutant().equals(mutant))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no row of " + mutant + " in docs/causes.md"));
    }

    /** The share of the mutants that are noticed whose fault is one cause or two. */
    double shareOfOneOrTwo() {
        long noticed = rows.size() - with(0);
        return noticed == 0 ? 0 : (double) (with(1) + with(2)) / noticed;
    }

    private long with(int causes) {
        return rows.stream().filter(row -> row.causes().size() == causes).count();
    }

    String summary() {
        long noticed = rows.size() - with(0);
        long cases = rows.stream().mapToLong(Row::failed).sum();
        long causes = rows.stream().mapToLong(row -> row.causes().size()).sum();
        return String.format(
                Locale.ROOT,
                "%d mutants, %d failed cases, %d causes. One cause: %d; two: %d; more: %d; not noticed: %d."
                        + " One or two in %.1f %% of those noticed.\n",
                rows.size(),
                cases,
                causes,
                with(1),
                with(2),
                noticed - with(1) - with(2),
                with(0),
                100 * shareOfOneOrTwo());
    }

    String page() {
        return HEAD + summary() + '\n' + COLUMNS + rows.stream().map(Row::line).collect(Collectors.joining());
    }
}
