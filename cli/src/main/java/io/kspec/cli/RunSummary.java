package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.reports.CauseDigest;
import io.kspec.reports.Outcome;
import io.kspec.reports.Summary;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run on one screen: the outcome, the counts, the gravest causes, and the first error of each check. */
final class RunSummary {
    private static final int SHOWN = 10;
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final Colours colours;
    private final RunLog log;
    private final Summary summary;

    RunSummary(Terminal terminal, RunLog log, Summary summary) {
        this.terminal = terminal;
        this.colours = terminal.colours();
        this.log = log;
        this.summary = summary;
    }

    /** The exit code for this run. */
    int exitCode() {
        if (summary.counts().fail() > 0 || summary.outcome() == Outcome.NOT_CONFORMANT) {
            return ExitCode.FAILURES;
        }
        return summary.outcome() == Outcome.CONFORMANT ? ExitCode.CONFORMANT : ExitCode.HARNESS_ERROR;
    }

    /** The headline and the counts. */
    void printVerdict() {
        line(headline());
        paragraph("", figures());
    }

    private String headline() {
        return exitCode() == ExitCode.CONFORMANT ? colours.good(summary.headline()) : colours.bad(summary.headline());
    }

    void print() {
        line("");
        line(headline());
        paragraph("", summary.sentence());
        summary.warnings().forEach(warning -> paragraph("", warning));
        line("");
        paragraph("", figures());
        printCauses();
        printErrors();
    }

    private String figures() {
        String seconds = summary.duration() == null
                ? ""
                : String.format(Locale.ROOT, ", in %.1f s", summary.duration().toMillis() / 1000.0);
        VerdictCounts counts = summary.counts();
        return counts.pass() + " passed, " + counts.fail() + " failed, " + counts.skipped() + " skipped, "
                + counts.error() + " errors, " + counts.blocked() + " blocked, " + counts.notPlayed() + " not played"
                + seconds;
    }

    private void printCauses() {
        List<CauseDigest> causes = summary.causes();
        @Nullable Severity severity = null;
        for (CauseDigest cause : causes.subList(0, Math.min(SHOWN, causes.size()))) {
            line("");
            if (cause.severity() != severity) {
                severity = cause.severity();
                line(colours.strong(CauseDigest.heading(severity)));
                line("");
            }
            new CauseBlock(terminal, cause).print();
        }
        if (causes.size() > SHOWN) {
            line("");
            line("and " + (causes.size() - SHOWN) + " more causes (see the report)");
        }
    }

    private void printErrors() {
        Map<String, CaseResult> checks = new LinkedHashMap<>();
        for (CaseResult result : log.results()) {
            if (result.verdict() == Verdict.ERROR) {
                checks.putIfAbsent(result.check().id(), result);
            }
        }
        checks.values().stream().limit(SHOWN).forEach(this::printError);
        if (checks.size() > SHOWN) {
            line("");
            line("and errors in " + (checks.size() - SHOWN) + " more checks (see the report)");
        }
    }

    private void printError(CaseResult result) {
        line("");
        line(colours.bad("error") + " " + colours.strong(result.check().id()));
        paragraph(INDENT, (result.api() == null ? "" : result.api() + ": ") + result.reason());
    }

    private void paragraph(String indent, String text) {
        Wrapping.lines(text, terminal.width() - indent.length()).forEach(part -> line(indent + part));
    }

    private void line(String text) {
        terminal.out().println(text);
    }
}
