package io.kspec.reports;

import io.kspec.runlog.AdvertisedApi;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of the matrix.
 *
 * @param groups its rows; empty groups are left out
 * @param columns the number of columns, one per version from 0
 * @param others whether there is a column for results without a version
 */
record MatrixTable(List<Group> groups, int columns, boolean others) {

    /**
     * Rows that belong together.
     *
     * @param id the group's id on the page
     * @param title the heading that expands the group; empty for a group that is always open
     * @param rows its rows
     */
    record Group(String id, String title, List<Matrix.Row> rows) {
        static Group open(String id, List<Matrix.Row> rows) {
            return new Group(id, "", rows);
        }
    }

    /** A table as wide as its rows need. */
    static MatrixTable of(Group... groups) {
        int columns = 0;
        boolean others = false;
        for (Group group : groups) {
            for (Matrix.Row row : group.rows()) {
                others |= row.other().state() != CellState.NOT_EXISTING;
                for (int version = columns; version < row.cells().size(); version++) {
                    if (row.cells().get(version).state() != CellState.NOT_EXISTING) {
                        columns = version + 1;
                    }
                }
            }
        }
        return new MatrixTable(List.of(groups), columns, others);
    }

    void write(Markup page) {
        page.open("table").open("thead").open("tr").element("th", "API", "scope", "col", "class", "name");
        for (int version = 0; version < columns; version++) {
            page.element("th", "" + version, "scope", "col", "aria-label", "version " + version);
        }
        if (others) {
            page.element("th", "other", "scope", "col", "class", "other");
        }
        page.close().close().newLine();
        groups.stream().filter(group -> !group.rows().isEmpty()).forEach(group -> writeGroup(page, group));
        page.close();
    }

    private void writeGroup(Markup page, Group group) {
        boolean folded = !group.title().isEmpty();
        String rows = "rows-" + group.id();
        if (folded) {
            page.open("tbody", "class", "fold").open("tr");
            page.open("th", "colspan", "" + (columns + (others ? 2 : 1)), "scope", "rowgroup");
            page.open("button", "type", "button", "aria-expanded", "false", "aria-controls", rows);
            page.text(group.title()).close().close().close().close();
        }
        page.open("tbody", "id", rows, "class", folded ? "folded" : "");
        group.rows().forEach(row -> writeRow(page, row));
        page.close().newLine();
    }

    private void writeRow(Markup page, Matrix.Row row) {
        page.open("tr", "class", row.state().troubled() ? "troubled" : "");
        page.open("th", "scope", "row", "class", "name");
        page.element("span", row.name(), "class", "api");
        if (row.key() != Matrix.NO_API) {
            page.element("span", "" + row.key(), "class", "key", "title", "API key " + row.key());
        }
        AdvertisedApi advertised = row.advertised();
        if (advertised != null && (advertised.max() >= row.cells().size() || advertised.min() > advertised.max())) {
            page.element("span", "advertised v" + advertised.min() + " to v" + advertised.max(), "class", "odd");
        }
        page.close();
        for (int version = 0; version < columns; version++) {
            writeCell(page, row, "v" + version, "" + version, row.cells().get(version));
        }
        if (others) {
            String words = row.key() == Matrix.NO_API ? "" : "as a whole, or another version";
            writeCell(page, row, words, "other", row.other());
        }
        page.close().newLine();
    }

    private static void writeCell(Markup page, Matrix.Row row, String version, String value, Matrix.Cell cell) {
        CellState state = cell.state();
        String label = (row.name() + " " + version).strip() + ": ";
        page.open("td");
        if (cell.counts().total() > 0 || cell.blamed() > 0) {
            String words = label + inWords(cell);
            page.element(
                    "button",
                    symbol(cell),
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
                    "-1");
        } else if (state != CellState.NOT_EXISTING) {
            String words = label + state.words();
            page.open("span", "class", "cell " + state.style(), "title", words);
            page.element("span", state.symbol(), "aria-hidden", "true");
            page.element("span", state.words(), "class", "visually-hidden").close();
        }
        page.close();
    }

    /** Where not all was played: how many of how many. */
    private static String symbol(Matrix.Cell cell) {
        return cell.state().unfinished()
                ? cell.played() + "/" + cell.applicable()
                : cell.state().symbol();
    }

    private static String inWords(Matrix.Cell cell) {
        List<String> words = new ArrayList<>(Figures.verdicts(cell.counts()));
        if (cell.blamed() > 0) {
            words.add("its answer is wrong in " + Figures.count(cell.blamed(), "case") + " of other APIs or versions");
        }
        return String.join(", ", words);
    }
}
