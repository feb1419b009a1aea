package io.kspec.reports;

import io.kspec.runlog.RunFooter;
import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import io.kspec.runlog.VerdictCounts;
import java.util.List;
import java.util.Locale;

/** The top of the page: the verdict, the counts, and the facts of the run. */
final class VerdictBanner {
    private static final int BAR_WIDTH = 1000;
    private static final int FILTERS_SHOWN = 8;

    private final Markup page;
    private final RunLog log;
    private final Summary summary;

    VerdictBanner(Markup page, RunLog log, Summary summary) {
        this.page = page;
        this.log = log;
        this.summary = summary;
    }

    void write() {
        String outcome = summary.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        page.open("header", "class", "banner " + outcome);
        page.open("div", "class", "inner");
        page.open("p", "class", "brand")
                .element("b", "kspec")
                .text(" Kafka protocol conformance")
                .close();
        page.open("div", "class", "verdict");
        page.element("span", seal(), "class", "seal", "aria-hidden", "true");
        page.open("div")
                .element("h1", summary.headline())
                .element("p", summary.sentence())
                .close();
        page.close();
        if (!summary.warnings().isEmpty()) {
            page.open("ul", "class", "warnings", "aria-label", "Before you rely on this report");
            summary.warnings().forEach(warning -> page.element("li", warning));
            page.close();
        }
        writeCounts();
        writeFacts();
        page.close().close().newLine();
    }

    private String seal() {
        return switch (summary.outcome()) {
            case CONFORMANT -> "✓";
            case DEPARTS -> "≠";
            case NOT_CONFORMANT -> "✗";
            case NOTHING_CHECKED -> "∅";
            case UNDECIDED -> "?";
            case BROKEN -> "!";
        };
    }

    private void writeCounts() {
        VerdictCounts counts = summary.counts();
        page.open("div", "class", "score");
        page.open("ul", "class", "counts", "aria-label", "Cases by verdict");
        count("fail", "✗", counts.fail(), "failed");
        count("error", "!", counts.error(), counts.error() == 1 ? "harness error" : "harness errors");
        count("pass", "✓", counts.pass(), "passed");
        count("blocked", "⊘", counts.blocked(), "blocked");
        count("not-played", "○", counts.notPlayed(), "not played");
        count("skipped", "–", counts.skipped(), "skipped");
        page.close();
        page.open(
                "svg",
                "class",
                "bar",
                "viewBox",
                "0 0 " + BAR_WIDTH + " 10",
                "preserveAspectRatio",
                "none",
                "aria-hidden",
                "true");
        double x = 0;
        x = bar(x, "fail", counts.fail());
        x = bar(x, "error", counts.error());
        x = bar(x, "pass", counts.pass());
        x = bar(x, "blocked", counts.blocked());
        x = bar(x, "not-played", counts.notPlayed());
        bar(x, "skipped", counts.skipped());
        page.close().close();
    }

    private void count(String style, String symbol, int number, String words) {
        page.open("li", "class", number == 0 ? style + " zero" : style);
        page.element("span", symbol, "class", "mark", "aria-hidden", "true");
        page.element("b", Figures.count(number))
                .text(" ")
                .element("span", words)
                .close();
    }

    private double bar(double x, String style, int number) {
        double width = number == 0
                ? 0
                : Math.max(4, (double) BAR_WIDTH * number / summary.counts().total());
        page.open(
                        "rect",
                        "class",
                        style,
                        "x",
                        String.format(Locale.ROOT, "%.1f", x),
                        "y",
                        "0",
                        "width",
                        String.format(Locale.ROOT, "%.1f", width),
                        "height",
                        "10")
                .close();
        return x + width;
    }

    private void writeFacts() {
        RunHeader header = log.header();
        RunFooter footer = log.footer();
        page.open("dl", "class", "facts");
        fact("Target", summary.target());
        if (header != null) {
            page.open("div").element("dt", "Started").open("dd");
            page.element(
                    "time",
                    Figures.date(header.startedAt()),
                    "datetime",
                    header.startedAt().toString());
            page.close().close();
        }
        fact("Took", summary.duration() == null ? "unknown" : Figures.duration(summary.duration()));
        if (header != null) {
            fact("Profile", header.options().profile());
            if (!header.options().filters().isEmpty()) {
                fact("Filters", some(header.options().filters()));
            }
            fact("kspec", header.kspecVersion());
            fact("Run", header.runId());
        }
        if (summary.acceptance().isAsked()) {
            fact("Failures", summary.acceptance().news());
        }
        if (footer != null) {
            fact("At the end", footer.liveness().finding());
        }
        if (header != null) {
            fact(
                    "Ran on",
                    header.environment().java() + ", " + header.environment().os());
        }
        page.close();
    }

    private static String some(List<String> filters) {
        return filters.size() <= FILTERS_SHOWN
                ? String.join(", ", filters)
                : String.join(", ", filters.subList(0, FILTERS_SHOWN)) + " and "
                        + Figures.count(filters.size() - FILTERS_SHOWN) + " more";
    }

    private void fact(String name, String value) {
        page.open("div").element("dt", name).element("dd", value).close();
    }
}
