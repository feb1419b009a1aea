package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Place;
import io.kspec.diagnosis.reading.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Proposes fields in the wrong place in their structure, such as the throttle time at the end. */
public final class MovedFields implements SlipFamily {
    private static final double PRIOR = 8;
    /** Per position moved: neighbours are swapped more easily. */
    private static final double A_STEP = 0.7;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        for (Place struct : state.structs()) {
            List<Part> siblings = struct.siblings();
            for (int from = 0; from < siblings.size(); from++) {
                for (int to = 0; to < siblings.size(); to++) {
                    boolean fields =
                            !siblings.get(from).isTags() && !siblings.get(to).isTags();
                    if (to != from && fields && state.met(siblings.get(Math.min(from, to)))) {
                        proposals.accept(move(state, siblings, from, to));
                    }
                }
            }
        }
    }

    private static Hypothesis move(SearchState state, List<Part> siblings, int from, int to) {
        Part part = siblings.get(from);
        Part neighbour = siblings.get(to);
        boolean later = to > from;
        String belongs =
                from == 0 ? "at the start" : "after " + siblings.get(from - 1).name();
        String found = later ? "after " + neighbour.name() : "before " + neighbour.name();
        Mark mark = state.mark(
                SlipKind.FIELD_MOVED,
                Mark.Scope.WHOLE,
                sighting -> part.name() + " (" + part.typeText() + ") is " + found + " but belongs " + belongs
                        + (later ? ", before " + siblings.get(from + 1).name() : ""));
        boolean throttle = part.meaning() == Meaning.THROTTLE_TIME;
        double distance = throttle ? -3 : A_STEP * Math.min(4, Math.abs(to - from) - 1);
        double prior = PRIOR + 2 * SearchState.log2(siblings.size()) + distance;
        List<Part> moved =
                new ArrayList<>(later ? List.of(neighbour, part.marked(mark)) : List.of(part.marked(mark), neighbour));
        Shape without = state.shape().replace(part.id(), List.of(state.factory().gap(part.name(), mark)));
        return state.base().hypothesis().with(without.replace(neighbour.id(), moved), prior);
    }
}
