package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import java.util.List;
import java.util.function.Consumer;

/** Bytes between fields that no version of the API has. */
public final class StrayBytes implements SlipFamily {
    private static final double PRIOR = 15;
    private static final int[] SIZES = {1, 2, 4, 8};

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        List<Place> places = scene.places().stream()
                .filter(place -> place.field() && (!place.inHeader() || place.index() > 0))
                .toList();
        double prior = PRIOR + SearchState.log2(places.size());
        for (Place place : places) {
            Part part = place.part();
            for (int size : SIZES) {
                proposals.accept(scene.replacing(part, List.of(stray(scene, size), part), prior));
                if (place.isLast()) {
                    proposals.accept(scene.replacing(part, List.of(part, stray(scene, size)), prior));
                }
            }
        }
    }

    private static Part stray(SearchState scene, int size) {
        Mark mark = scene.mark(
                SlipKind.BYTES_ADDED,
                Mark.Scope.WHOLE,
                sighting -> sighting.size() + " (int" + size * Byte.SIZE + " " + sighting.value() + ") stand "
                        + sighting.whereabouts() + ", where no version has a field");
        return scene.factory().number("?", size).marked(mark);
    }
}
