package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Proposes fields that only other versions have. */
public final class AddedFields implements SlipFamily {
    private static final double PRIOR = 7;
    /** For a place where no version has the field. */
    private static final double STRANGE_PLACE = 3.5;
    /** For an array of structures if the request is known: it can read the names that should follow as others. */
    private static final double STRUCTURES = 4;

    private final FieldsOfOtherVersions others;

    public AddedFields(FieldsOfOtherVersions others) {
        this.others = others;
    }

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        Map<String, List<FieldsOfOtherVersions.Other>> candidates = new HashMap<>();
        List<Place> fields = state.places().stream()
                .filter(place -> place.field() && !place.inHeader())
                .toList();
        int count = 0;
        for (Place place : fields) {
            List<FieldsOfOtherVersions.Other> absent = candidates.computeIfAbsent(place.path(), path -> absent(place));
            count = Math.max(count, absent.size());
        }
        double prior = PRIOR + SearchState.log2(count);
        for (Place place : fields) {
            for (FieldsOfOtherVersions.Other other : candidates.getOrDefault(place.path(), List.of())) {
                insert(state, place, other, prior, proposals);
            }
        }
        if (state.body().shape().parts().isEmpty() && state.pristine()) {
            others.at("").forEach(other -> intoEmptyBody(state, other, proposals));
        }
    }

    private List<FieldsOfOtherVersions.Other> absent(Place place) {
        Set<String> present = place.siblings().stream().map(Part::name).collect(Collectors.toSet());
        return others.at(place.path()).stream()
                .filter(other -> !present.contains(other.spec().name()))
                .toList();
    }

    private static void insert(
            SearchState state,
            Place place,
            FieldsOfOtherVersions.Other other,
            double prior,
            Consumer<Hypothesis> proposals) {
        Part part = place.part();
        Part added = added(state, other);
        double here = prior
                - (added.meaning() == Meaning.THROTTLE_TIME ? 3 : 0)
                + (state.frame().request() != null && other.spec().type().isStructArray() ? STRUCTURES : 0);
        double before = here + (isNative(place, place.index(), other) ? 0 : STRANGE_PLACE);
        proposals.accept(state.replacing(part, List.of(added, part), before));
        if (place.isLast()) {
            double after = here + (isNative(place, place.index() + 1, other) ? 0 : STRANGE_PLACE);
            proposals.accept(state.replacing(part, List.of(part, added), after));
        }
    }

    /** Whether the field has this place in its own version: after the same fields, and no others. */
    private static boolean isNative(Place place, int index, FieldsOfOtherVersions.Other other) {
        List<Part> siblings = place.siblings();
        for (int i = 0; i < siblings.size(); i++) {
            if (other.before().contains(siblings.get(i).name()) != i < index) {
                return false;
            }
        }
        return true;
    }

    private static Part added(SearchState state, FieldsOfOtherVersions.Other other) {
        Mark mark = state.mark(
                SlipKind.FIELD_ADDED,
                Mark.Scope.WHOLE,
                sighting -> "unexpected " + other.spec().name() + " (" + sighting.content() + ") "
                        + sighting.whereabouts() + "; v" + state.version() + " has no such field, " + other.who());
        return state.factory().field(other.spec(), state.flexible()).marked(mark);
    }

    private static void intoEmptyBody(
            SearchState state, FieldsOfOtherVersions.Other other, Consumer<Hypothesis> proposals) {
        Part body = state.body();
        List<Part> parts = new ArrayList<>(List.of(added(state, other)));
        proposals.accept(state.replacing(body, List.of(body.withShape(new Shape(parts))), PRIOR));
    }
}
