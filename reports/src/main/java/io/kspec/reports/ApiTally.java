package io.kspec.reports;

import io.kspec.runlog.VerdictCounts;
import java.util.List;

/**
 * All results about one API of one run.
 *
 * @param state the gravest; it passes only if every case that applies was played and passed
 * @param counts by verdict
 */
record ApiTally(CellState state, VerdictCounts counts) {
    static ApiTally of(Matrix.Row row) {
        VerdictCounts counts = row.other().counts();
        for (Matrix.Cell cell : row.cells()) {
            counts = counts.plus(cell.counts());
        }
        return new ApiTally(row.state(), counts);
    }

    String symbol() {
        return state.unfinished() ? "⊘" : state.symbol();
    }

    /** How many of the cases that apply failed, or else were played. */
    String share() {
        int applicable = counts.total() - counts.skipped();
        int played = counts.pass() + counts.fail();
        if (counts.fail() > 0) {
            return Figures.count(counts.fail()) + " of " + Figures.count(applicable);
        }
        return played == applicable
                ? Figures.count(applicable)
                : Figures.count(played) + " of " + Figures.count(applicable);
    }

    String words() {
        List<String> words = Figures.verdicts(counts);
        return words.isEmpty() ? state.words() : String.join(", ", words);
    }
}
