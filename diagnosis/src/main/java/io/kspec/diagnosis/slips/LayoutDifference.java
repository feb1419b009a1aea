package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Marks the parts of another version's layout that differ from this version's. */
final class LayoutDifference {
    private final int version;
    private final String lead;
    private final Mark prototype;

    LayoutDifference(SearchState state, int other) {
        this.version = state.version();
        this.lead = "the body has the layout of v" + other + ": ";
        this.prototype = state.mark(SlipKind.OTHER_VERSION, Mark.Scope.WHOLE, sighting -> lead);
    }

    Shape mark(Shape ours, Shape theirs) {
        List<Part> marked = new ArrayList<>();
        Set<String> done = new HashSet<>();
        int next = 0;
        for (Part their : theirs.parts()) {
            while (next < ours.parts().size()
                    && !ours.parts().get(next).name().equals(their.name())
                    && isSkipped(ours.parts().get(next), theirs, done)) {
                Part our = ours.parts().get(next++);
                if (!done.contains(our.name())) {
                    marked.add(our.gap(missing(our)));
                }
            }
            Part our = ours.find(their.name());
            if (our == null) {
                marked.add(their.marked(added(their)));
            } else if (next < ours.parts().size()
                    && ours.parts().get(next).name().equals(their.name())) {
                marked.add(altered(our, their));
                next++;
            } else {
                marked.add(their.marked(moved(their)));
            }
            done.add(their.name());
        }
        for (; next < ours.parts().size(); next++) {
            Part our = ours.parts().get(next);
            if (!done.contains(our.name())) {
                marked.add(our.gap(missing(our)));
            }
        }
        return new Shape(marked);
    }

    private static boolean isSkipped(Part our, Shape theirs, Set<String> done) {
        return done.contains(our.name()) || theirs.find(our.name()) == null;
    }

    private Part altered(Part our, Part their) {
        Part inner = their.withShape(mark(our.shape(), their.shape()));
        if (our.form() != their.form() || !our.number().equals(their.number())) {
            return inner.marked(mark(
                    Mark.Scope.WHOLE,
                    sighting ->
                            our.name() + " is " + their.typeText() + "; in v" + version + " it is " + our.typeText()));
        }
        if (our.form().hasLength() && !our.length().equals(their.length())) {
            return inner.marked(mark(
                    Mark.Scope.LENGTH,
                    sighting -> "the length of " + sighting.name() + " is "
                            + their.length().text() + "; in v" + version + " it is "
                            + our.length().text()));
        }
        return inner;
    }

    private Mark added(Part their) {
        return mark(
                Mark.Scope.WHOLE,
                sighting -> "unexpected " + (their.isTags() ? "tag buffer" : their.name()) + " ("
                        + sighting.content() + ") " + sighting.whereabouts() + "; v" + version + " has no such "
                        + (their.isTags() ? "buffer" : "field"));
    }

    private Mark missing(Part our) {
        return mark(
                Mark.Scope.WHOLE,
                sighting -> (our.isTags() ? "the tag buffer" : our.name() + " (" + our.typeText() + ")")
                        + " is missing " + sighting.whereabouts() + "; v" + version + " has it");
    }

    private Mark moved(Part their) {
        return mark(
                Mark.Scope.WHOLE,
                sighting -> their.name() + " is " + sighting.whereabouts() + "; v" + version + " has it elsewhere");
    }

    private Mark mark(Mark.Scope scope, Mark.Description description) {
        return new Mark(
                prototype.group(), SlipKind.OTHER_VERSION, scope, sighting -> lead + description.describe(sighting));
    }
}
