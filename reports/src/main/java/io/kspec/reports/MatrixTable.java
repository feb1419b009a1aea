package io.kspec.reports;

import io.kspec.suite.log.AdvertisedApi;
import io.kspec.suite.log.VerdictCounts;
import java.util.ArrayList;
import java.util.List;

/** The matrix as a table: APIs in trouble first, then those that are not, then those that the target lacks. */
final class MatrixTable {
    private static final int ROWS_IN_SIGHT = 14;

    private final Markup page;
    private final Matrix matrix;
    private boolean focusable = true;

    MatrixTable(Markup page, Matrix matrix) {
        this.page = page;
        this.matrix = matrix;
    }

    /**
     * Writes the table.
     *
     * @param fold whether what is in order may be hidden at first
     */
    void write(boolean fold) {
        List<Matrix.Row> troubled = new ArrayList<>();
        List<Matrix.Row> settled = new ArrayList<>();
        List<Matrix.Row> absent = new ArrayList<>();
        for (Matrix.Row row : matrix.rows()) {
            CellState state = row.state();
            boolean tried = state.compareTo(CellState.UNCHECKED) < 0 && state != CellState.SKIPPED;
            (state.troubled() ? troubled : tried || row.advertised() != null ? settled : absent).add(row);
        }
        page.open("section", "class", "matrix", "aria-labelledby", "matrix-title");
        page.open("div", "class", "section-head");
        page.element("h2", "APIs and versions", "id", "matrix-title");
        page.element("p", "Choose a cell to see its cases alone.", "class", "hint");
        page.close();
        writeLegend();
        page.open(
                "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Matrix, scrolls sideways");
        page.open("table", "id", "matrix");
        writeHead();
        writeGroup("troubled", "", troubled, false);
        int inSight = Math.max(4, ROWS_IN_SIGHT - troubled.size());
        if (fold && settled.size() > inSight + 3) {
            writeGroup("settled", "", settled.subList(0, inSight), false);
            List<Matrix.Row> rest = settled.subList(inSight, settled.size());
            writeGroup("rest", Figures.count(rest.size()) + " more without a failure", rest, true);
        } else {
            writeGroup("settled", "", settled, false);
        }
        writeGroup("absent", Figures.count(absent.size(), "API") + " not advertised", absent, true);
        page.close().close().close().newLine();
    }

    private void writeLegend() {
        page.open("ul", "class", "legend", "aria-label", "Legend");
        for (CellState state : CellState.values()) {
            if (state != CellState.NOT_EXISTING && isPresent(state)) {
                page.open("li")
                        .element("span", state.symbol(), "class", "cell " + state.style(), "aria-hidden", "true");
                page.text(" " + state.words()).close();
            }
        }
        page.open("li").element("span", "", "class", "cell none", "aria-hidden", "true");
        page.text(" " + CellState.NOT_EXISTING.words()).close().close();
    }

    private boolean isPresent(CellState state) {
        return matrix.rows().stream()
                .anyMatch(row ->
                        row.other().state() == state || row.cells().stream().anyMatch(cell -> cell.state() == state));
    }

    private void writeHead() {
        page.open("thead").open("tr").element("th", "API", "scope", "col", "class", "name");
        for (int version = 0; version < matrix.columns(); version++) {
            page.open("th", "scope", "col", "aria-label", "version " + version)
                    .text("" + version)
                    .close();
        }
        if (matrix.hasOthers()) {
            page.element("th", "other", "scope", "col", "class", "other");
        }
        page.close().close().newLine();
    }

    private void writeGroup(String style, String title, List<Matrix.Row> rows, boolean folded) {
        if (rows.isEmpty()) {
            return;
        }
        if (folded) {
            page.open("tbody", "class", "fold").open("tr");
            int width = matrix.columns() + 1 + (matrix.hasOthers() ? 1 : 0);
            page.open("th", "colspan", "" + width, "scope", "rowgroup");
            page.open("button", "type", "button", "aria-expanded", "false", "aria-controls", "rows-" + style);
            page.text(title).close().close().close().close();
        }
        page.open("tbody", "id", "rows-" + style, "class", folded ? style + " folded" : style);
        rows.forEach(this::writeRow);
        page.close().newLine();
    }

    private void writeRow(Matrix.Row row) {
        page.open("tr", "class", row.state().troubled() ? "troubled" : "");
        page.open("th", "scope", "row", "class", "name");
        page.element("span", row.name(), "class", "api");
        if (row.key() != Matrix.NO_API) {
            page.element("span", "" + row.key(), "class", "key", "title", "API key " + row.key());
        }
        AdvertisedApi advertised = row.advertised();
        if (advertised != null && (advertised.max() >= matrix.columns() || advertised.min() > advertised.max())) {
            page.element("span", "advertised v" + advertised.min() + "–v" + advertised.max(), "class", "odd");
        }
        page.close();
        for (int version = 0; version < row.cells().size(); version++) {
            writeCell(row, "v" + version, "" + version, row.cells().get(version));
        }
        if (matrix.hasOthers()) {
            writeCell(row, row.key() == Matrix.NO_API ? "" : "as a whole, or another version", "other", row.other());
        }
        page.close().newLine();
    }

    private void writeCell(Matrix.Row row, String version, String value, Matrix.Cell cell) {
        CellState state = cell.state();
        if (state == CellState.NOT_EXISTING) {
            page.open("td").close();
            return;
        }
        String label = (row.name() + " " + version).strip() + ": ";
        if (cell.counts().total() == 0) {
            page.open("td");
            page.element("span", state.symbol(), "class", "cell " + state.style(), "title", label + state.words());
            page.close();
            return;
        }
        String words = label + inWords(cell.counts());
        page.open("td")
                .open(
                        "button",
                        "type",
                        "button",
                        "class",
                        "cell " + state.style(),
                        "title",
                        words,
                        "aria-label",
                        words,
                        "aria-pressed",
                        "false",
                        "data-key",
                        "" + row.key(),
                        "data-version",
                        value,
                        "tabindex",
                        focusable ? "0" : "-1");
        page.text(state.symbol()).close().close();
        focusable = false;
    }

    private static String inWords(VerdictCounts counts) {
        List<String> words = new ArrayList<>();
        add(words, counts.fail(), "failed");
        add(words, counts.error(), "harness error");
        add(words, counts.pass(), "passed");
        add(words, counts.skipped(), "skipped");
        return String.join(", ", words);
    }

    private static void add(List<String> words, int number, String verdict) {
        if (number > 0) {
            words.add(Figures.count(number) + " " + verdict);
        }
    }
}
