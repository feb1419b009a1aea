package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of APIs by run. */
final class ComparisonTable {
    private final Markup page;
    private final List<ComparedRun> runs;
    private final ComparedApis apis;

    ComparisonTable(Markup page, List<ComparedRun> runs, ComparedApis apis) {
        this.page = page;
        this.runs = runs;
        this.apis = apis;
    }

    void write() {
        page.open("section", "class", "matrix", "id", "apis", "aria-labelledby", "apis-title");
        page.open("div", "class", "section-head");
        page.element("h2", "APIs by run", "id", "apis-title");
        page.element(
                "p",
                "Versions advertised, and how many of the cases that apply failed. Select an API for its checks.",
                "class",
                "hint");
        page.close();
        page.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "APIs, scrolls sideways");
        page.open("table", "class", "side-by-side").open("thead").open("tr");
        page.element("th", "API", "scope", "col", "class", "name");
        runs.forEach(run -> page.element("th", run.name(), "scope", "col"));
        page.close().close().open("tbody");
        apis.rows().stream().filter(ComparedApis.Row::isPresent).forEach(this::writeRow);
        page.close().close().close();
        List<String> absent = apis.rows().stream()
                .filter(row -> !row.isPresent())
                .map(row -> VisibleText.of(row.name()))
                .toList();
        if (!absent.isEmpty()) {
            page.open("details", "class", "absent-apis");
            page.element("summary", Figures.count(absent.size(), "API") + " that none of them advertises");
            page.element("p", String.join(", ", absent)).close();
        }
        page.close().newLine();
    }

    private void writeRow(ComparedApis.Row row) {
        boolean troubled = row.cells().stream()
                .anyMatch(cell -> cell != null && cell.state().troubled());
        page.open("tr", "class", troubled ? "troubled" : "");
        page.open("th", "scope", "row", "class", "name");
        if (row.checks().isEmpty()) {
            page.element("span", row.name(), "class", "api");
        } else {
            page.element("a", row.name(), "class", "api", "href", "#" + row.anchor());
        }
        if (row.key() != Matrix.NO_API) {
            page.element("span", "" + row.key(), "class", "key", "title", "API key " + row.key());
        }
        page.close();
        row.cells().forEach(this::writeCell);
        page.close().newLine();
    }

    private void writeCell(Matrix.@Nullable Row cell) {
        page.open("td");
        if (cell == null || (cell.advertised() == null && cell.state().compareTo(CellState.SKIPPED) >= 0)) {
            page.open("span", "class", "wide absent", "title", CellState.NOT_ADVERTISED.words());
            page.element("span", CellState.NOT_ADVERTISED.symbol(), "aria-hidden", "true");
            page.element("span", CellState.NOT_ADVERTISED.words(), "class", "visually-hidden");
            page.close().close();
            return;
        }
        ApiTally tally = ApiTally.of(cell);
        page.open("span", "class", "wide " + tally.state().style(), "title", tally.words());
        page.element("span", tally.symbol(), "class", "symbol", "aria-hidden", "true");
        AdvertisedApi advertised = cell.advertised();
        if (advertised != null) {
            page.element("span", versions(advertised), "class", "range");
        }
        page.element("span", tally.share(), "class", "share", "aria-hidden", "true");
        page.element("span", tally.words(), "class", "visually-hidden");
        page.close().close();
    }

    private static String versions(AdvertisedApi advertised) {
        return advertised.min() == advertised.max()
                ? "v" + advertised.min()
                : "v" + advertised.min() + "–" + advertised.max();
    }
}
