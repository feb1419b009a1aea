package io.kspec.cli;

import io.kspec.cli.console.Colours;
import io.kspec.cli.console.Terminal;
import io.kspec.cli.console.Wrapping;
import io.kspec.reports.CauseDigest;
import io.kspec.reports.Outcome;
import io.kspec.reports.OutlookText;
import io.kspec.reports.Summary;
import io.kspec.runlog.CaseKey;
import io.kspec.runlog.CaseResult;
import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.cause.Severity;
import io.kspec.runlog.known.Acceptance;
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
        if (summary.acceptance().isAsked()) {
            return exitCodeOfNews();
        }
        if (summary.counts().fail() > 0 || summary.outcome() == Outcome.NOT_CONFORMANT) {
            return ExitCode.FAILURES;
        }
        return summary.outcome() == Outcome.CONFORMANT ? ExitCode.CONFORMANT : ExitCode.HARNESS_ERROR;
    }

    /** The exit code if some failures are known: only the others count, and what the file of known failures gets wrong. */
    private int exitCodeOfNews() {
        Acceptance acceptance = summary.acceptance();
        RunFooter footer = log.footer();
        boolean died = footer != null && !footer.liveness().alive();
        if (acceptance.newFailures() > 0
                || !acceptance.complaints().isEmpty()
                || (died && !acceptance.isDeathKnown())) {
            return ExitCode.FAILURES;
        }
        boolean incomplete = footer == null || (footer.incomplete() != null && !died);
        boolean less = summary.counts().error() + acceptance.newlyUnplayed() > 0 || log.broken() || incomplete;
        boolean nothing = summary.counts().pass() + summary.counts().fail() == 0;
        return less || nothing || summary.outcome() == Outcome.NOTHING_CHECKED
                ? ExitCode.HARNESS_ERROR
                : ExitCode.CONFORMANT;
    }

    /** The headline and the counts, and what else decides the exit code. */
    void printVerdict() {
        line(headline());
        printFigures();
        printNews();
        summary.acceptance().complaints().forEach(complaint -> paragraph("", complaint.toString()));
    }

    private void printNews() {
        if (summary.acceptance().isAsked()) {
            line("Failures: " + summary.acceptance().news());
        }
    }

    void print() {
        line("");
        line(headline());
        paragraph("", summary.sentence());
        summary.warnings().forEach(warning -> paragraph("", warning));
        line("");
        printFigures();
        printNews();
        printCauses();
        printKnownCauses();
        printClients();
        printErrors();
    }

    private String headline() {
        if (exitCode() != ExitCode.CONFORMANT) {
            return colours.bad(summary.headline());
        }
        boolean known = summary.outcome() != Outcome.CONFORMANT;
        return known ? colours.warning(summary.headline()) : colours.good(summary.headline());
    }

    private void printFigures() {
        Wrapping.linesKeeping(figures(), terminal.width()).forEach(this::line);
    }

    private String figures() {
        String seconds = summary.duration() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", in" + Wrapping.UNBROKEN + "%.1f" + Wrapping.UNBROKEN + "s",
                        summary.duration().toMillis() / 1000.0);
        return summary.figures() + seconds;
    }

    private void printCauses() {
        List<CauseDigest> causes = summary.causes().stream()
                .filter(cause -> !summary.acceptance().isKnown(cause.cause()))
                .toList();
        @Nullable Severity severity = null;
        for (CauseDigest cause : causes.subList(0, Math.min(SHOWN, causes.size()))) {
            line("");
            if (cause.severity() != severity) {
                severity = cause.severity();
                line(colours.strong(CauseDigest.heading(severity)));
                line("");
            }
            new CauseBlock(terminal, cause).print();
            printNewCases(cause);
        }
        if (causes.size() > SHOWN) {
            line("");
            line("and " + (causes.size() - SHOWN) + " more causes (see the report)");
        }
    }

    /** Which cases of a cause are new, if others are known. */
    private void printNewCases(CauseDigest cause) {
        List<CaseResult> cases = cause.cause().cases();
        List<CaseResult> fresh = cases.stream()
                .filter(result -> summary.acceptance().knownReason(result).isEmpty())
                .toList();
        if (summary.acceptance().isAsked() && fresh.size() < cases.size()) {
            paragraph(
                    INDENT,
                    fresh.size() + " of these cases " + (fresh.size() == 1 ? "is" : "are") + " new, such as "
                            + CaseKey.of(fresh.get(0)));
        }
    }

    private void printKnownCauses() {
        List<CauseDigest> known = summary.causes().stream()
                .filter(cause -> summary.acceptance().isKnown(cause.cause()))
                .toList();
        if (!known.isEmpty()) {
            line("");
            line(colours.strong("Known failures"));
            line("");
        }
        for (CauseDigest cause : known.subList(0, Math.min(SHOWN, known.size()))) {
            paragraph(INDENT, cause.number() + ". " + cause.title() + " (" + cause.extent() + ")");
        }
        if (known.size() > SHOWN) {
            line(INDENT + "and " + (known.size() - SHOWN) + " more known causes (see the report)");
        }
    }

    private void printClients() {
        OutlookText outlook = OutlookText.of(log);
        List<String> stops = outlook.stops();
        if (!stops.isEmpty()) {
            line("");
            paragraph("", "Clients: " + outlook.headline());
            stops.forEach(stop -> paragraph(INDENT, stop));
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
