package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Spot;
import java.util.List;
import java.util.function.Consumer;

/** A count unlike its entries, or a length unlike its content, at one place. */
public final class Miscounts implements SlipFamily {
    private static final double COUNT = 8;
    private static final double LENGTH = 10;
    private static final double A_STEP = 1.5;
    /** On top of other slips. */
    private static final double BESIDES = 5;

    private static final int MOST = 3;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        double besides = scene.pristine() ? 0 : BESIDES;
        List<Spot> counts = Occurrences.of(scene, Spot.Role.COUNT);
        for (Spot spot : counts) {
            for (int off = -MOST; off <= MOST; off++) {
                if (off != 0 && spot.value() + off >= 0) {
                    double prior = besides + COUNT + A_STEP * (Math.abs(off) - 1) + SearchState.log2(counts.size());
                    proposals.accept(count(scene, spot, off, prior));
                }
            }
        }
        List<Spot> lengths = Occurrences.of(scene, Spot.Role.LENGTH);
        for (Spot spot : lengths) {
            for (int off : new int[] {-1, 1}) {
                proposals.accept(length(scene, spot, off, besides + LENGTH + SearchState.log2(lengths.size())));
            }
            int size = spot.part().length().base().size();
            if (size > 0) {
                proposals.accept(length(scene, spot, -size, besides + LENGTH + SearchState.log2(lengths.size())));
            }
        }
    }

    private static Hypothesis count(SearchState scene, Spot spot, int off, double prior) {
        long said = spot.value();
        Mark mark = scene.mark(
                SlipKind.COUNT_WRONG,
                Mark.Scope.LENGTH,
                sighting -> "the count of " + sighting.name() + " says " + said + " but " + (said + off)
                        + (said + off == 1 ? " entry follows" : " entries follow"));
        return shifted(scene, spot, off, prior, mark);
    }

    private static Hypothesis length(SearchState scene, Spot spot, int off, double prior) {
        long said = spot.value();
        boolean itself = off == -spot.part().length().base().size();
        Mark mark = scene.mark(
                itself ? SlipKind.LENGTH_COUNTS_ITSELF : SlipKind.LENGTH_OFF_BY_ONE,
                Mark.Scope.LENGTH,
                sighting -> "the length of " + sighting.name() + " says " + said + " but " + (said + off)
                        + (said + off == 1 ? " byte follows" : " bytes follow")
                        + (itself ? ": it counts its own bytes" : ""));
        return shifted(scene, spot, off, prior, mark);
    }

    private static Hypothesis shifted(SearchState scene, Spot spot, int off, double prior, Mark mark) {
        Part part = spot.part();
        Part once = part.withLength(part.length().shifted(off)).marked(mark).onlyAt(spot.start(), part);
        return scene.replacing(part, List.of(once), prior);
    }
}
