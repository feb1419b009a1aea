package io.kspec.cli;

import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.suite.check.ClientFlowCheck;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.check.Profiles;
import io.kspec.suite.launch.ConformanceRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table that {@code kspec list checks} prints. */
final class CheckTable {
    private static final String INDENT = "        ";

    private final Terminal terminal;

    CheckTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param verbose whether to also print what each check requires, why, and its source */
    void print(boolean verbose) {
        List<ConformanceTest> checks = Stream.<ConformanceTest>concat(
                        ConformanceRun.checks().stream(), ClientFlowCheck.packaged().stream())
                .toList();
        for (ConformanceTest check : checks) {
            String level = check.level().name().toLowerCase(Locale.ROOT);
            terminal.out().println("%-7s %s".formatted(level, terminal.colours().name(check.id())));
            if (verbose) {
                paragraph(check.requirement());
                paragraph("Why: " + check.why());
                paragraph("Source: " + check.source());
                terminal.out().println();
            }
        }
        terminal.out().println(checks.size() + " checks; each runs at every version that it applies to. By profile:");
        Map<String, Long> counts = checks.stream().collect(Collectors.groupingBy(Profiles::of, Collectors.counting()));
        Profiles.ALL.forEach(
                profile -> terminal.out().println("%7d %s".formatted(counts.getOrDefault(profile, 0L), profile)));
    }

    private void paragraph(String text) {
        Wrapping.lines(text, terminal.width() - INDENT.length())
                .forEach(line -> terminal.out().println(INDENT + line));
    }
}
