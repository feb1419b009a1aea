package io.kspec.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The section with the matrix: first the APIs with failures, then those that were not fully played, then the others, then,
 * collapsed, those that the target does not have.
 */
final class MatrixSection {
    private static final int ROWS_IN_SIGHT = 14;
    private static final int FEWEST_FOLDED = 3;

    private final Markup page;
    private final Matrix matrix;
    private final List<Matrix.Row> troubled = new ArrayList<>();
    private final List<Matrix.Row> settled = new ArrayList<>();
    private final List<Matrix.Row> absent = new ArrayList<>();

    MatrixSection(Markup page, Matrix matrix) {
        this.page = page;
        this.matrix = matrix;
        for (Matrix.Row row : matrix.rows()) {
            boolean lacking = row.advertised() == null && row.state().compareTo(CellState.SKIPPED) >= 0;
            (row.state().troubled() ? troubled : lacking ? absent : settled).add(row);
        }
        settled.sort(Comparator.comparing(row -> row.state().unfinished() ? 0 : 1));
    }

    /** Writes the section, in two tables side by side if there is room and need. */
    void write() {
        page.open("section", "class", "matrix", "aria-labelledby", "matrix-title");
        page.open("div", "class", "section-head");
        page.element("h2", "APIs and versions", "id", "matrix-title");
        page.element("p", "Select a cell to show only its cases.", "class", "hint");
        page.close();
        writeLegend();
        page.open(
                "div",
                "id",
                "matrix",
                "data-columns",
                "" + matrix.columns(),
                "class",
                "scroll",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Matrix, scrolls sideways");
        tables().forEach(table -> table.write(page));
        page.close().close().newLine();
    }

    private List<MatrixTable> tables() {
        MatrixTable.Group lacking =
                new MatrixTable.Group("absent", Figures.count(absent.size(), "API") + " not advertised", absent);
        if (troubled.size() + settled.size() <= ROWS_IN_SIGHT) {
            List<Matrix.Row> rows = new ArrayList<>(troubled);
            rows.addAll(settled);
            return List.of(MatrixTable.of(MatrixTable.Group.open("settled", rows), lacking));
        }
        if (troubled.isEmpty()) {
            int half = (settled.size() + 1) / 2;
            return List.of(
                    MatrixTable.of(MatrixTable.Group.open("settled", settled.subList(0, half))),
                    MatrixTable.of(
                            MatrixTable.Group.open("settled-too", settled.subList(half, settled.size())), lacking));
        }
        int inSight = Math.max(ROWS_IN_SIGHT, troubled.size());
        boolean fold = settled.size() > inSight + FEWEST_FOLDED;
        List<Matrix.Row> rest = fold ? settled.subList(inSight, settled.size()) : List.of();
        return List.of(
                MatrixTable.of(MatrixTable.Group.open("troubled", troubled)),
                MatrixTable.of(
                        MatrixTable.Group.open("settled", fold ? settled.subList(0, inSight) : settled),
                        new MatrixTable.Group("rest", Figures.count(rest.size()) + " more without a failure", rest),
                        lacking));
    }

    private void writeLegend() {
        page.open("ul", "class", "legend", "aria-label", "Legend");
        for (CellState state : CellState.values()) {
            if (state == CellState.NOT_EXISTING || isPresent(state)) {
                page.open("li");
                page.element("span", state.symbol(), "class", "cell " + state.style(), "aria-hidden", "true");
                page.text(" " + state.words()).close();
            }
        }
        page.close();
    }

    private boolean isPresent(CellState state) {
        return matrix.rows().stream()
                .anyMatch(row ->
                        row.other().state() == state || row.cells().stream().anyMatch(cell -> cell.state() == state));
    }
}
