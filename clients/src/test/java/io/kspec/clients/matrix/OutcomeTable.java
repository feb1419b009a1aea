package io.kspec.clients.matrix;

import io.kspec.runlog.outlook.ClientOutlook;
import io.kspec.runlog.outlook.Prospect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clients by jobs, as a table for terminals that is Markdown as well.
 *
 * @param jobs the jobs, a row each
 * @param outcomes what the clients did, a column each
 * @param outlook what a run of the suite and the rules say of them
 */
record OutcomeTable(List<DeclaredJob> jobs, List<ClientOutcome> outcomes, ClientOutlook outlook) {
    /** No run was played. */
    static final ClientOutlook NOTHING_PREDICTED = new ClientOutlook(List.of(), List.of());

    private static final String LEGEND =
            """

            yes: passes; FAIL: fails; -: the client offers nothing for it; absent: see below; not played: needs a secured listener
            """;
    private static final String PREDICTED =
            """
            (predicted): a rule stops the client, because of what `kspec run` saw; yes!: a rule said that it would fail
            """;

    OutcomeTable {
        jobs = List.copyOf(jobs);
        outcomes = List.copyOf(outcomes);
    }

    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("job", outcomes.stream().map(each -> each.client().id()).toList()));
        for (DeclaredJob job : jobs) {
            rows.add(
                    row(job.id(), outcomes.stream().map(each -> cell(each, job)).toList()));
        }
        return table(rows) + LEGEND + (outlook.count(Prospect.STOPPED) == 0 ? "" : PREDICTED) + details();
    }

    private static List<String> row(String first, List<String> others) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(others);
        return row;
    }

    private static String table(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.get(0).size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(IntStream.range(0, row.size())
                    .mapToObj(column -> padded(row.get(column), widths.get(column)))
                    .collect(Collectors.joining(" | ", "| ", " |")));
            if (lines.size() == 1) {
                lines.add(widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private String cell(ClientOutcome outcome, DeclaredJob job) {
        if (!outcome.client().does(job)) {
            return "-";
        }
        boolean stopped = outlook.stop(outcome.client().id(), job.id()).isPresent();
        if (outcome.isAbsent()) {
            return stopped ? "absent (predicted)" : "absent";
        }
        return outcome.of(job)
                .map(result -> result.isOk() ? stopped ? "yes!" : "yes" : stopped ? "FAIL (predicted)" : "FAIL")
                .orElse("not played");
    }

    private String details() {
        StringBuilder details = new StringBuilder();
        for (ClientOutcome outcome : outcomes) {
            if (outcome.isAbsent()) {
                details.append("\n")
                        .append(outcome.client())
                        .append(" is absent: ")
                        .append(outcome.absent());
            }
            for (DeclaredJob job : jobs) {
                outcome.of(job).filter(result -> !result.isOk()).ifPresent(result -> details.append("\n")
                        .append(outcome.client())
                        .append(", ")
                        .append(job.id())
                        .append(": ")
                        .append(result.detail()));
                if (outcome.client().does(job)) {
                    outlook.stop(outcome.client().id(), job.id()).ifPresent(stop -> details.append("\n")
                            .append(outcome.client())
                            .append(", ")
                            .append(job.id())
                            .append(", predicted: ")
                            .append(stop));
                }
            }
        }
        return details.isEmpty() ? "" : details.append("\n").toString();
    }
}
