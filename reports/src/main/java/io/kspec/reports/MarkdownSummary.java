package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Failure;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.Verdict;
import io.kspec.runlog.VerdictCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes a run as a few lines of Markdown, for the summary of a CI job. */
public final class MarkdownSummary {
    private static final int MOST_ROWS = 50;
    private static final int LONGEST_TEXT = 300;

    private MarkdownSummary() {}

    /**
     * Writes the summary of a run; an existing file is replaced atomically.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(RunLog log, Path file) throws IOException {
        ReportFile.replace(file, render(log));
    }

    static String render(RunLog log) {
        Summary summary = Summary.of(log);
        VerdictCounts counts = summary.counts();
        StringBuilder text = new StringBuilder("## kspec: ");
        text.append(escape(summary.headline())).append("\n\n").append(escape(summary.sentence()));
        text.append("\n\n| passed | failed | skipped | errors |\n| ---: | ---: | ---: | ---: |\n| ");
        text.append(counts.pass()).append(" | ").append(counts.fail()).append(" | ");
        text.append(counts.skipped()).append(" | ").append(counts.error()).append(" |\n");
        summary.warnings()
                .forEach(warning -> text.append("\n> ").append(escape(warning)).append("\n"));
        List<CaseResult> troubled = log.results().stream()
                .filter(result -> result.verdict() == Verdict.FAIL || result.verdict() == Verdict.ERROR)
                .toList();
        if (!troubled.isEmpty()) {
            text.append("\n| API | check | level | expected | found |\n| --- | --- | --- | --- | --- |\n");
            troubled.stream().limit(MOST_ROWS).forEach(result -> row(text, result));
        }
        if (troubled.size() > MOST_ROWS) {
            text.append("\n… and ").append(troubled.size() - MOST_ROWS).append(" more.\n");
        }
        return text.toString();
    }

    private static void row(StringBuilder text, CaseResult result) {
        Failure failure = result.failure();
        String reason = result.reason() == null ? "" : result.reason();
        cell(text, result.api() == null ? "–" : result.api().toString());
        cell(text, result.check().id());
        cell(text, failure == null ? "error" : result.check().level().name().toLowerCase(Locale.ROOT));
        cell(text, failure == null ? "" : failure.expected());
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
