package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.protocol.spec.Versions;
import io.kspec.reports.Outcome;
import io.kspec.reports.Summary;
import io.kspec.runlog.ApiVersion;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Level;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** A run on one screen: the outcome, the counts, and the first failure of each failed check. */
final class RunSummary {
    private static final int CHECKS_SHOWN = 10;
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final Colours colours;
    private final RunLog log;
    private final Summary summary;

    RunSummary(Terminal terminal, RunLog log) {
        this.terminal = terminal;
        this.colours = terminal.colours();
        this.log = log;
        this.summary = Summary.of(log);
    }

    /** The exit code for this run. */
    int exitCode() {
        if (summary.counts().fail() > 0 || summary.outcome() == Outcome.NOT_CONFORMANT) {
            return ExitCode.FAILURES;
        }
        return summary.outcome() == Outcome.CONFORMANT ? ExitCode.CONFORMANT : ExitCode.HARNESS_ERROR;
    }

    void print() {
        line("");
        line(exitCode() == ExitCode.CONFORMANT ? colours.good(summary.headline()) : colours.bad(summary.headline()));
        paragraph("", summary.sentence());
        summary.warnings().forEach(warning -> paragraph("", warning));
        line("");
        line(figures());
        print(Verdict.FAIL);
        print(Verdict.ERROR);
    }

    private String figures() {
        String seconds = summary.duration() == null
                ? ""
                : String.format(Locale.ROOT, ", in %.1f s", summary.duration().toMillis() / 1000.0);
        return summary.counts().pass() + " passed, " + summary.counts().fail() + " failed, "
                + summary.counts().skipped() + " skipped, " + summary.counts().error() + " errors" + seconds;
    }

    private void print(Verdict verdict) {
        Map<String, List<CaseResult>> checks = new LinkedHashMap<>();
        for (Level level : Level.values()) {
            log.results().stream()
                    .filter(result ->
                            result.verdict() == verdict && result.check().level() == level)
                    .forEach(result -> checks.computeIfAbsent(result.check().id(), id -> new ArrayList<>())
                            .add(result));
        }
        checks.values().stream().limit(CHECKS_SHOWN).forEach(this::print);
        if (checks.size() > CHECKS_SHOWN) {
            line("");
            line("and " + (checks.size() - CHECKS_SHOWN) + " more checks (see the report)");
        }
    }

    private void print(List<CaseResult> results) {
        CaseResult first = results.get(0);
        String level = first.verdict() == Verdict.ERROR
                ? "error"
                : first.check().level().name().toLowerCase(Locale.ROOT);
        line("");
        line(colours.bad(level) + " " + colours.strong(first.check().id()));
        String places = places(results);
        if (!places.isEmpty()) {
            paragraph(INDENT, places);
        }
        paragraph(INDENT, first.check().requirement());
        paragraph(INDENT, reason(first));
    }

    private static String reason(CaseResult result) {
        Failure failure = result.failure();
        String where = result.api() == null ? "" : result.api() + ": ";
        if (failure == null) {
            return where + result.reason();
        }
        return where
                + (result.blame() == null
                        ? "expected " + failure.expected() + ", found " + failure.found()
                        : result.blame().sentence());
    }

    /** {@code OffsetFetch v0-v5, v7}. */
    private static String places(List<CaseResult> results) {
        Map<String, SortedSet<Integer>> versions = new LinkedHashMap<>();
        for (CaseResult result : results) {
            ApiVersion api = result.api();
            if (api != null) {
                SortedSet<Integer> known = versions.computeIfAbsent(api.name(), name -> new TreeSet<>());
                if (api.version() != null) {
                    known.add(api.version());
                }
            }
        }
        List<String> places = new ArrayList<>();
        versions.forEach((api, known) -> places.add((api + " " + ranges(known)).strip()));
        return String.join("; ", places);
    }

    private static String ranges(SortedSet<Integer> versions) {
        List<Versions> ranges = new ArrayList<>();
        for (int version : versions) {
            int last = ranges.size() - 1;
            if (last >= 0 && ranges.get(last).highest() == version - 1) {
                ranges.set(last, new Versions(ranges.get(last).lowest(), version));
            } else {
                ranges.add(new Versions(version, version));
            }
        }
        return String.join(", ", ranges.stream().map(range -> "v" + range).toList());
    }

    private void paragraph(String indent, String text) {
        Wrapping.lines(text, Terminal.WIDTH - indent.length()).forEach(part -> line(indent + part));
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
