package io.kspec.suite.mutants;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many causes the whole suite finds on each mutant, as a page.
 *
 * @param rows what was measured
 * @param open the mutants that are not measured yet
 */
record CauseCensus(List<Row> rows, Set<String> open) {
    /** Between two causes of a row. */
    static final String BETWEEN = "<br>";

    private static final Pattern PORT = Pattern.compile("(?<=[a-z0-9\\]]):[0-9]{1,5}(?![0-9])");

    /** Why a run with the limits of the census notices nothing of a mutant, by its id. */
    static final Map<String, String> UNNOTICED = Map.of(
            "K417",
            "its answers come late, but within the read timeout of 10 s; its check plays it with a shorter one",
            "K312",
            "its stub leaves out the second of all topics; among the many topics of a whole run no check looks for that one");

    private static final String HEAD =
            """
            # Causes: what a run tells of one fault

            The whole suite is played on each mutant of [mutants.md](mutants.md), kspec's mock broker with one bug. Cases that fail for
            one reason are one cause; an author reads causes, not cases. The ideal is one cause for each mutant.

            `CauseCensusTest` fails for a mutant that has no row. A row is measured with all cases that the
            mutant's stubs can touch, which one run without stubs tells: a case none of whose requests a stub matches cannot fail
            because of it. A stub that acts on some requests only, such as the second of a kind, imitates a bug that no request
            shows by itself, and does so within one check; such a mutant is played with that check.

            `-Dkspec.causes.write=true` measures the mutants that have no row and writes the page; the test's Javadoc has more
            options.

            """;

    private static final String OPEN = "Not measured, because a run on them reaches its limit of 15 minutes: ";

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
            String titles = causes.isEmpty()
                    ? "not noticed: " + UNNOTICED.getOrDefault(mutant, "nobody knows why")
                    : String.join(BETWEEN, causes);
            return "| " + mutant + " | " + failed + " | " + causes.size() + " | " + titles + " |\n";
        }

        static Row parse(String line) {
            String[] cells = line.split("\\|", -1);
            boolean noticed = Long.parseLong(cells[3].strip()) > 0;
            return new Row(
                    cells[1].strip(),
                    Long.parseLong(cells[2].strip()),
                    noticed ? Arrays.asList(cells[4].strip().split(BETWEEN)) : List.of());
        }
    }

    /** A title as it stands in a row: without the ports that the mock happened to get. */
    static String cell(String title) {
        return PORT.matcher(title).replaceAll(":…").replace("|", "/").replace(BETWEEN, ", ");
    }

    CauseCensus {
        rows = List.copyOf(rows);
        open = Set.copyOf(open);
    }

    /** The rows of some mutants. */
    CauseCensus of(List<Mutant> mutants) {
        Set<String> ids = mutants.stream().map(Mutant::id).collect(Collectors.toSet());
        return new CauseCensus(
                rows.stream().filter(row -> ids.contains(row.mutant())).toList(),
                open.stream().filter(ids::contains).collect(Collectors.toSet()));
    }

    /** Reads a page. */
    static CauseCensus parse(String page) {
        return new CauseCensus(
                page.lines()
                        .filter(line ->
                                line.startsWith("| ") && !line.startsWith("| mutant") && !line.startsWith("| ---"))
                        .map(Row::parse)
                        .toList(),
                page.lines()
                        .filter(line -> line.startsWith(OPEN))
                        .flatMap(line ->
                                Arrays.stream(line.substring(OPEN.length()).split(", ")))
                        .collect(Collectors.toSet()));
    }

    /** These rows, with those of another census in place of the same mutants' and behind them. */
    CauseCensus updated(CauseCensus newer) {
        TreeMap<String, Row> merged = new TreeMap<>();
        rows.forEach(row -> merged.put(row.mutant(), row));
        newer.rows.forEach(row -> merged.put(row.mutant(), row));
        return new CauseCensus(
                List.copyOf(merged.values()),
                open.stream().filter(id -> !merged.containsKey(id)).collect(Collectors.toSet()));
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
        String gaps = open.isEmpty() ? "" : OPEN + String.join(", ", new TreeSet<>(open)) + "\n\n";
        return HEAD
                + summary()
                + '\n'
                + gaps
                + COLUMNS
                + rows.stream().map(Row::line).collect(Collectors.joining());
    }
}
