package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.Measurement;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import io.kspec.runlog.cause.Severity;
import io.kspec.runlog.outlook.ClientForecast;
import io.kspec.runlog.outlook.Prospect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a run as a few lines of Markdown, for the summary of a CI job. */
public final class MarkdownSummary {
    private static final int MOST_CAUSES = 20;
    private static final int MOST_LINES = 5;
    private static final int MOST_ROWS = 50;
    private static final int LONGEST_TEXT = 300;

    private MarkdownSummary() {}

    /**
     * Writes the summary of a run; an existing file is replaced atomically.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunLog log, Summary summary, Path file) throws IOException {
        ReportFile.replace(file, render(log, summary));
    }

    static String render(RunLog log) {
        return render(log, Summary.of(log));
    }

    /** The verdict and the counts. */
    static String brief(Summary summary) {
        return head(summary).toString();
    }

    private static StringBuilder head(Summary summary) {
        VerdictCounts counts = summary.counts();
        StringBuilder text = new StringBuilder("## kspec: ");
        text.append(escape(summary.headline())).append("\n\n").append(escape(summary.sentence()));
        text.append("\n\n| passed | failed | skipped | errors | blocked | not played |\n");
        text.append("| ---: | ---: | ---: | ---: | ---: | ---: |\n| ");
        text.append(counts.pass()).append(" | ").append(counts.fail()).append(" | ");
        text.append(counts.skipped()).append(" | ").append(counts.error()).append(" | ");
        text.append(counts.blocked()).append(" | ").append(counts.notPlayed()).append(" |\n");
        if (summary.acceptance().isAsked()) {
            text.append("\nFailures: ").append(summary.acceptance().news()).append(".\n");
        }
        return text;
    }

    static String render(RunLog log, Summary summary) {
        StringBuilder text = head(summary);
        summary.warnings()
                .forEach(warning -> text.append("\n> ").append(escape(warning)).append("\n"));
        causes(text, summary.causes());
        clients(text, OutlookText.of(log));
        List<CaseResult> troubled = log.results().stream()
                .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR)
                .toList();
        if (!troubled.isEmpty()) {
            text.append("\n### Cases\n\n| API | check | level | expected | found |\n| --- | --- | --- | --- | --- |\n");
            troubled.stream().limit(MOST_ROWS).forEach(result -> row(text, result));
        }
        if (troubled.size() > MOST_ROWS) {
            text.append("\n… and ").append(troubled.size() - MOST_ROWS).append(" more.\n");
        }
        measurements(text, log);
        return text.toString();
    }

    private static void measurements(StringBuilder text, RunLog log) {
        List<CaseResult> measured = log.results().stream()
                .filter(result -> !result.measurements().isEmpty())
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        text.append("\n### Measured\n\n");
        for (CaseResult result : measured.subList(0, Math.min(MOST_ROWS, measured.size()))) {
            text.append("- ").append(escape(result.check().title())).append('\n');
            for (Measurement measurement : result.measurements()) {
                item(text, measurement.what() + ": " + Figures.measured(measurement));
            }
        }
        if (measured.size() > MOST_ROWS) {
            text.append("\n… and ").append(measured.size() - MOST_ROWS).append(" more.\n");
        }
    }

    private static void clients(StringBuilder text, OutlookText outlook) {
        if (!outlook.isKnown()) {
            return;
        }
        text.append("\n### Clients\n\n").append(escape(outlook.headline())).append('\n');
        if (outlook.isStopped()) {
            text.append("\n| client | will work | stopped | not known | stopped by |\n");
            text.append("| --- | ---: | ---: | ---: | --- |\n");
            outlook.outlook().clients().forEach(client -> row(text, client));
        }
    }

    private static void row(StringBuilder text, ClientForecast client) {
        cell(text, client.client());
        cell(text, Figures.count(client.count(Prospect.WORKS)));
        cell(text, Figures.count(client.count(Prospect.STOPPED)));
        cell(text, Figures.count(client.count(Prospect.UNKNOWN)));
        cell(
                text,
                OutlookText.mainStop(client)
                        .map(stop -> OutlookText.sentence(stop.getKey()))
                        .orElse("–"));
        text.append("|\n");
    }

    private static void causes(StringBuilder text, List<CauseDigest> causes) {
        @Nullable Severity severity = null;
        for (CauseDigest cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            if (cause.severity() != severity) {
                severity = cause.severity();
                text.append("\n### ")
                        .append(escape(CauseDigest.heading(severity)))
                        .append("\n\n");
            }
            cause(text, cause);
        }
        if (causes.size() > MOST_CAUSES) {
            text.append("\n… and ")
                    .append(Figures.count(causes.size() - MOST_CAUSES, "more cause"))
                    .append(".\n");
        }
    }

    private static void cause(StringBuilder text, CauseDigest cause) {
        text.append(cause.number()).append(". **").append(escape(cause.title())).append("**\n");
        cause.faces().stream().limit(MOST_LINES).forEach(face -> item(text, face));
        item(text, cause.extent());
        item(text, cause.blocked());
        cause.clients().stream().limit(MOST_LINES).forEach(client -> item(text, client));
        DeathDigest death = cause.death();
        if (death != null) {
            item(text, death.request().isEmpty() ? "" : "killed by " + death.request());
            item(text, death.status());
            death.output().forEach(line -> item(text, line));
            item(text, "repeat it: " + death.repeat());
        }
    }

    private static void item(StringBuilder text, String content) {
        if (!content.isBlank()) {
            text.append("    - ").append(escape(content)).append('\n');
        }
    }

    private static void row(StringBuilder text, CaseResult result) {
        Failure failure = result.failure();
        String reason = result.reason() == null ? "" : result.reason();
        cell(text, result.api() == null ? "–" : result.api().toString());
        cell(text, result.check().id());
        cell(text, failure == null ? "error" : result.check().level().name().toLowerCase(Locale.ROOT));
        cell(text, FailureText.expectation(result));
        cell(text, failure == null ? reason : failure.found());
        text.append("|\n");
    }

    private static void cell(StringBuilder text, String content) {
        text.append("| ").append(escape(content)).append(' ');
    }

    /** Escapes text into one line without Markdown, HTML or mentions. */
    private static String escape(String text) {
        String brief = text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
        return VisibleText.of(brief)
                .replaceAll("\\s+", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replaceAll("([\\\\`*_{}\\[\\]()#+!|~])", "\\\\$1");
    }
}
