package io.kspec.reports;

import io.kspec.runlog.RunHeader;
import io.kspec.runlog.RunLog;
import java.util.List;
import java.util.Locale;

/** What stands in the page before any script runs: the verdict, what breaks, the matrix, and a place for the cases. */
final class ReportBody {
    private final Markup page;
    private final RunLog log;
    private final Summary summary;

    ReportBody(Markup page, RunLog log, Summary summary) {
        this.page = page;
        this.log = log;
        this.summary = summary;
    }

    void write() {
        List<Departure> departures = Departure.of(log);
        page.element("a", "Skip to the cases", "class", "skip", "href", "#cases")
                .newLine();
        new VerdictBanner(page, log, summary).write();
        page.open("main");
        page.open("div", "class", departures.isEmpty() ? "overview calm" : "overview");
        if (!departures.isEmpty()) {
            writeHeadlines(departures);
        }
        new MatrixSection(page, Matrix.of(log)).write(!departures.isEmpty());
        page.close().newLine();
        writeCases(departures);
        page.close().newLine();
        writeFooter();
    }

    private void writeHeadlines(List<Departure> departures) {
        page.open("section", "class", "headlines", "aria-labelledby", "headlines-title");
        page.open("div", "class", "section-head");
        page.element("h2", "What departs", "id", "headlines-title");
        page.element("p", "Gravest first. Choose one to see its bytes.", "class", "hint");
        page.close();
        page.open("ol");
        for (Departure departure : departures) {
            String level = departure.check().level().name().toLowerCase(Locale.ROOT);
            page.open("li").open("a", "href", "#cases", "class", "headline " + level, "data-group", departure.id());
            page.open("span", "class", "headline-top");
            page.element("span", level.equals("must") ? "✗" : "≠", "class", "mark", "aria-hidden", "true");
            page.element("span", departure.api().isEmpty() ? "No single API" : departure.api(), "class", "api");
            page.element("span", departure.versions(), "class", "versions");
            page.element("span", level, "class", "level");
            page.close();
            page.element("span", departure.check().title(), "class", "title");
            page.element("span", departure.explanation(), "class", "why");
            page.close().close().newLine();
        }
        page.close().close().newLine();
    }

    private void writeCases(List<Departure> departures) {
        page.open("section", "id", "cases", "aria-labelledby", "cases-title", "tabindex", "-1");
        page.element("h2", "Cases", "id", "cases-title");
        page.open("div", "id", "filters").close();
        page.open("div", "id", "case-list").close();
        page.open("noscript");
        page.element(
                "p",
                "The bytes, the filters and the passing cases need the script that this page holds. What departs, a case of each:");
        for (Departure departure : departures) {
            page.element(
                    "h3",
                    departure.api() + " " + departure.versions() + ": "
                            + departure.check().title());
            page.element("pre", FailureText.of(departure.cases().get(0)));
        }
        page.close().close();
    }

    private void writeFooter() {
        RunHeader header = log.header();
        page.open("footer");
        page.element(
                "p",
                "Written by kspec " + (header == null ? "" : header.kspecVersion() + " ")
                        + "from the run log alone. This file asks the network for nothing. A must is a requirement"
                        + " that real clients break without; a should is what Apache Kafka does and clients can do"
                        + " without. Times are milliseconds since a case began; positions of bytes count from 0.");
        page.close().newLine();
    }
}
