package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import java.util.List;
import java.util.function.Consumer;

/** Proposes extra bytes between fields. */
public final class StrayBytes implements SlipFamily {
    private static final double PRIOR = 15;
    private static final int[] SIZES = {1, 2, 4, 8};

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        List<Place> places = state.places().stream()
                .filter(place -> place.field() && (!place.inHeader() || place.index() > 0))
                .toList();
        double prior = PRIOR + SearchState.log2(places.size());
        for (Place place : places) {
            Part part = place.part();
            for (int size : SIZES) {
                proposals.accept(state.replacing(part, List.of(stray(state, size), part), prior));
                if (place.isLast()) {
                    proposals.accept(state.replacing(part, List.of(part, stray(state, size)), prior));
                }
            }
        }
    }

    private static Part stray(SearchState state, int size) {
        Mark mark = state.mark(
                SlipKind.BYTES_ADDED,
                Mark.Scope.WHOLE,
                sighting -> "unexpected " + sighting.size() + " (int" + size * Byte.SIZE + " " + sighting.value() + ") "
                        + sighting.whereabouts() + ", where no version has a field");
        return state.factory().number("?", size).marked(mark);
    }
}
