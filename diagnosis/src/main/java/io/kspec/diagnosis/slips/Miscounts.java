package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Spot;
import java.util.List;
import java.util.function.Consumer;

/** Proposes a wrong count or length in one place. */
public final class Miscounts implements SlipFamily {
    private static final double COUNT = 8;
    private static final double LENGTH = 10;
    private static final double A_STEP = 1.5;
    /** In addition to other slips. */
    private static final double ADDITIONAL = 5;

    private static final int MOST = 3;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        double additional = state.pristine() ? 0 : ADDITIONAL;
        List<Spot> counts = CandidateSpots.of(state, Spot.Role.COUNT);
        for (Spot spot : counts) {
            for (int off = -MOST; off <= MOST; off++) {
                if (off != 0 && spot.value() + off >= 0) {
                    double prior = additional + COUNT + A_STEP * (Math.abs(off) - 1) + SearchState.log2(counts.size());
                    proposals.accept(count(state, spot, off, prior));
                }
            }
        }
        List<Spot> lengths = CandidateSpots.of(state, Spot.Role.LENGTH);
        for (Spot spot : lengths) {
            for (int off : new int[] {-1, 1}) {
                proposals.accept(length(state, spot, off, additional + LENGTH + SearchState.log2(lengths.size())));
            }
            int size = spot.part().length().base().size();
            if (size > 0) {
                proposals.accept(length(state, spot, -size, additional + LENGTH + SearchState.log2(lengths.size())));
            }
        }
    }

    private static Hypothesis count(SearchState state, Spot spot, int off, double prior) {
        long said = spot.value();
        Mark mark = state.mark(
                SlipKind.COUNT_WRONG,
                Mark.Scope.LENGTH,
                sighting -> "the count of " + sighting.name() + " says " + said + " but " + (said + off)
                        + (said + off == 1 ? " entry follows" : " entries follow"));
        return shifted(state, spot, off, prior, mark);
    }

    private static Hypothesis length(SearchState state, Spot spot, int off, double prior) {
        long said = spot.value();
        boolean itself = off == -spot.part().length().base().size();
        Mark mark = state.mark(
                itself ? SlipKind.LENGTH_COUNTS_ITSELF : SlipKind.LENGTH_OFF_BY_ONE,
                Mark.Scope.LENGTH,
                sighting -> "the length of " + sighting.name() + " says " + said + " but " + (said + off)
                        + (said + off == 1 ? " byte follows" : " bytes follow")
                        + (itself ? ": it counts its own bytes" : ""));
        return shifted(state, spot, off, prior, mark);
    }

    private static Hypothesis shifted(SearchState state, Spot spot, int off, double prior, Mark mark) {
        Part part = spot.part();
        Part once = part.withLength(part.length().shifted(off)).marked(mark).onlyAt(spot.start(), part);
        return state.replacing(part, List.of(once), prior);
    }
}
