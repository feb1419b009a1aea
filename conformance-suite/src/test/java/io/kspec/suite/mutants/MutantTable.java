package io.kspec.suite.mutants;

import static java.util.stream.Collectors.joining;

import io.kspec.runlog.Blame;
import io.kspec.runlog.CaseResult;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The mutants as a page: what each does wrong, what found it, and what was blamed. */
final class MutantTable {
    private static final String HEAD =
            """
            # Mutants: what the suite finds

            Each mutant is kspec's mock broker with one bug. Most of these bugs were found by real clients in a young broker: letters
            name the project (Q: Quafka and jocko, S: SeaweedFS Kafka Gateway, P: pg_kafka, K: none of them), and the third
            column says where the bug is recorded. The suite must fail on the mutant, by the check in the fourth column, at these
            versions and no others; without the mutant's stubs the same check passes. The last column is the blame that the lowest
            of these versions got. Names, ports, times and checksums that differ from run to run are shortened to dots.

            `MutantsTest` plays all of them and compares this page; with `-Dkspec.mutants.write=true` it writes the page.

            | mutant | what it does wrong | seen in | found by | blame |
            | --- | --- | --- | --- | --- |
            """;

    private static final String NOT_REBUILT =
            """
            ## Bugs that are not found yet

            Of %d bugs that real clients found in these brokers, %d are rebuilt above. The others are declared in `not-rebuilt.txt`;
            `SeedBugsTest` checks that none is missing.

            | bug | what was wrong | why the suite does not find it |
            | --- | --- | --- |
            """;

    /** The same as hexadecimal digits: {@code kspec-}, eight characters and a dash. */
    private static final String HEX_OF_PREFIX = "6b737065632d[0-9a-f]{16}2d";

    /** A time of a record, in milliseconds or a smaller unit, with the date that a message may write after it. */
    private static final String TIME =
            String.valueOf(Payload.TIMESTAMP).substring(0, 9) + "\\d*( \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)?";

    /** A time of this century, in milliseconds. */
    private static final String MILLISECONDS = "\\b1[789]\\d{11}\\b";
    /** The mock broker's host, which its port follows. */
    private static final String HEX_OF_HOST = "3132372e302e302e31";

    private static final int LONG = 400;

    private MutantTable() {}

    /**
     * The page.
     *
     * @param failures those of the mutants that were played
     * @param before the page that has the rows of all others
     */
    static String of(Map<Mutant, List<CaseResult>> failures, List<String> before) {
        List<Mutant> mutants = MutantSearch.all();
        StringBuilder page = new StringBuilder(HEAD);
        for (Mutant mutant : mutants) {
            List<CaseResult> found = failures.get(mutant);
            page.append(found == null ? row(mutant, before) : row(mutant, found.get(0)));
        }
        page.append('\n')
                .append(mutants.size())
                .append(" mutants, ")
                .append(mutants.stream().map(Mutant::check).distinct().count())
                .append(" checks.\n\n");
        return page.append(NOT_REBUILT.formatted(
                        SeedBug.all().size(), SeedBug.rebuilt().size()))
                .append(SeedBug.notRebuilt().stream().map(MutantTable::row).collect(joining()))
                .toString();
    }

    private static String row(Mutant mutant, List<String> before) {
        return before.stream()
                .filter(line -> line.startsWith("| " + mutant.id() + " |"))
                .findFirst()
                .map(line -> line + "\n")
                .orElse("");
    }

    private static String row(Mutant mutant, CaseResult first) {
        return "| "
                + String.join(
                        " | ",
                        mutant.id(),
                        cell(mutant.bug()),
                        cell(mutant.source()),
                        check(mutant),
                        cell(blame(first)))
                + " |\n";
    }

    private static String row(SeedBug bug) {
        return "| " + String.join(" | ", bug.id(), cell(bug.bug()), cell(bug.reason())) + " |\n";
    }

    private static String check(Mutant mutant) {
        return "`" + mutant.check() + "`"
                + (mutant.api() == null ? "" : ", " + mutant.api() + " v" + mutant.versions());
    }

    private static String blame(CaseResult result) {
        Blame blame = result.blame();
        if (blame == null) {
            return "no bytes: "
                    + shortened(Objects.requireNonNull(result.failure()).found());
        }
        return bytes(blame) + ": " + shortened(blame.sentence());
    }

    private static String bytes(Blame blame) {
        if (blame.start() == blame.end()) {
            return "before byte " + blame.start();
        }
        // Names of topics, which a whole list may have, are not of the same length in each run.
        boolean list = blame.sentence().contains(" entries in ");
        int last = blame.end() - 1;
        return blame.start() == last && !list
                ? "byte " + last
                : "bytes " + blame.start() + " to " + (list ? "…" : last);
    }

    private static String shortened(String text) {
        String same = text.replaceAll("kspec-[0-9a-z]{8}-", "…-")
                .replaceAll(HEX_OF_PREFIX, "…2d")
                .replaceAll(TIME, "…")
                .replaceAll(MILLISECONDS, "…")
                .replaceAll("(?<=MemberId = |process-of-)[A-Za-z0-9_-]{22}(?=,)", "…")
                .replaceAll("(?<=" + HEX_OF_HOST + "0000)[0-9a-f]{4}", "…")
                .replaceAll("(?<=found one after )\\d+(?= ms)", "…")
                .replaceAll("0x(?!0{8})[0-9a-f]{8}", "0x…")
                .replaceAll("(127\\.0\\.0\\.1|\\[::1]):\\d+", "$1:…")
                .replaceAll("(?<=of the other member, \\[)\\d(?=])", "…")
                .replaceAll("(?<=expected NodeId = )\\d", "…") // the coordinator of a group with a random name
                .replaceAll("(?<=invalid):\\d+", ":…")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
        return same.length() <= LONG ? same : same.substring(0, LONG) + "…";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*").replace("\n", " ");
    }
}
