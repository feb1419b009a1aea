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

/** A field stands at another place of its structure, such as the throttle time at the end. */
public final class MovedFields implements SlipFamily {
    private static final double PRIOR = 8;
    /** Neighbours change places more easily. */
    private static final double A_STEP = 0.7;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        for (Place struct : scene.structs()) {
            List<Part> siblings = struct.siblings();
            for (int from = 0; from < siblings.size(); from++) {
                for (int to = 0; to < siblings.size(); to++) {
                    boolean fields =
                            !siblings.get(from).isTags() && !siblings.get(to).isTags();
                    if (to != from && fields && scene.met(siblings.get(Math.min(from, to)))) {
                        proposals.accept(move(scene, siblings, from, to));
                    }
                }
            }
        }
    }

    private static Hypothesis move(SearchState scene, List<Part> siblings, int from, int to) {
        Part part = siblings.get(from);
        Part neighbour = siblings.get(to);
        boolean later = to > from;
        String belongs =
                from == 0 ? "at the start" : "after " + siblings.get(from - 1).name();
        String stands = later ? "after " + neighbour.name() : "before " + neighbour.name();
        Mark mark = scene.mark(
                SlipKind.FIELD_MOVED,
                Mark.Scope.WHOLE,
                sighting -> part.name() + " (" + part.typeText() + ") stands " + stands + " but belongs " + belongs
                        + (later ? ", before " + siblings.get(from + 1).name() : ""));
        boolean throttle = part.meaning() == Meaning.THROTTLE_TIME;
        double distance = throttle ? -3 : A_STEP * Math.min(4, Math.abs(to - from) - 1);
        double prior = PRIOR + 2 * SearchState.log2(siblings.size()) + distance;
        List<Part> moved =
                new ArrayList<>(later ? List.of(neighbour, part.marked(mark)) : List.of(part.marked(mark), neighbour));
        Shape without = scene.shape().replace(part.id(), List.of(scene.factory().gap(part.name(), mark)));
        return scene.base().hypothesis().with(without.replace(neighbour.id(), moved), prior);
    }
}
