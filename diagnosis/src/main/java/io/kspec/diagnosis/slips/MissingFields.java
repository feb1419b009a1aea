package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import java.util.List;
import java.util.function.Consumer;

/** Proposes missing fields. */
public final class MissingFields implements SlipFamily {
    private static final double PRIOR = 6;
    /** For a field that the first version has: later fields are forgotten more often. */
    private static final double FROM_THE_FIRST = 1.5;

    private static final double THROTTLE_TIME = -2.5;
    /** For a partition's index if the request is known: a broker copies it, and finds the values by it. */
    private static final double COPIED = 6;

    private final FieldsOfOtherVersions others;

    public MissingFields(FieldsOfOtherVersions others) {
        this.others = others;
    }

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        List<Place> fields = state.places().stream().filter(Place::isBodyField).toList();
        boolean answers = state.frame().request() != null;
        for (Place place : fields) {
            Part part = place.part();
            Mark missing = state.mark(
                    SlipKind.FIELD_MISSING,
                    Mark.Scope.WHOLE,
                    sighting -> part.name() + " (" + part.typeText() + ") is missing " + sighting.whereabouts() + "; v"
                            + state.version() + " has it");
            double prior = PRIOR
                    + SearchState.log2(fields.size())
                    + (part.meaning() == Meaning.THROTTLE_TIME ? THROTTLE_TIME : 0)
                    + (answers && part.meaning() == Meaning.PARTITION ? COPIED : 0)
                    + (others.isFromTheFirst(place.path(), part.name()) ? FROM_THE_FIRST : 0);
            proposals.accept(state.replacing(part, List.of(part.gap(missing)), prior));
        }
    }
}
