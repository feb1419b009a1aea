package io.kspec.protocol.blame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A field stands at another place of its structure, such as the throttle time at the end. */
final class MovedFields implements SlipFamily {
    private static final double PRIOR = 8;

    @Override
    public void propose(Scene scene, Consumer<Hypothesis> proposals) {
        List<Place> fields = scene.places().stream().filter(Place::isBodyField).toList();
        for (Place from : fields) {
            for (int to = 0; to < from.siblings().size(); to++) {
                if (to != from.index() && !from.siblings().get(to).isTags()) {
                    proposals.accept(move(scene, from, to));
                }
            }
        }
    }

    private static Hypothesis move(Scene scene, Place from, int to) {
        Part part = from.part();
        List<Part> siblings = from.siblings();
        Part neighbour = siblings.get(to);
        boolean later = to > from.index();
        String belongs = from.after();
        String stands = later ? "after " + neighbour.name() : "before " + neighbour.name();
        Mark mark = scene.mark(
                SlipKind.FIELD_MOVED,
                Mark.Scope.WHOLE,
                sighting -> part.name() + " (" + part.typeText() + ") stands " + stands + " but belongs " + belongs
                        + (later ? ", before " + siblings.get(from.index() + 1).name() : ""));
        double prior = PRIOR + 2 * Scene.log2(siblings.size()) - (part.meaning() == Meaning.THROTTLE_TIME ? 3 : 0);
        List<Part> moved =
                new ArrayList<>(later ? List.of(neighbour, part.marked(mark)) : List.of(part.marked(mark), neighbour));
        Shape without = scene.shape().replace(part.id(), List.of(scene.factory().gap(part.name(), mark)));
        return scene.base().hypothesis().with(without.replace(neighbour.id(), moved), prior);
    }
}
