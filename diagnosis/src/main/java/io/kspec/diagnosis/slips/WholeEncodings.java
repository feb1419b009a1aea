package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.LengthForm;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The whole body is flexible in a version that is not, or the reverse (KIP-482). */
public final class WholeEncodings implements SlipFamily {
    private static final double PRIOR = 6;
    private static final double WITHOUT_TAGS = 2;
    /** Where no version is flexible. */
    private static final double NEVER = 6;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        boolean toFlexible = !scene.flexible();
        double prior = PRIOR + (toFlexible && firstFlexible(scene.suspect()) < 0 ? NEVER : 0);
        for (boolean header : new boolean[] {false, true}) {
            for (boolean tags : new boolean[] {true, false}) {
                if (tags != toFlexible && !hasLengths(scene.body().shape())) {
                    continue;
                }
                Shape shape = encoded(scene, toFlexible, tags, header);
                proposals.accept(scene.base()
                        .hypothesis()
                        .with(shape, prior + (header ? 0.5 : 0) + (tags == toFlexible ? 0 : WITHOUT_TAGS)));
            }
        }
    }

    private static Shape encoded(SearchState scene, boolean toFlexible, boolean tags, boolean header) {
        Mark mark = scene.mark(kind(toFlexible, tags), Mark.Scope.LENGTH, sighting -> tell(scene, toFlexible));
        Mark whole = new Mark(mark.group(), mark.kind(), Mark.Scope.WHOLE, mark.telling());
        Part body = scene.body();
        Shape inner = body.withShape(body.shape().map(part -> part(scene, part, toFlexible, tags, mark, whole)))
                .shape();
        Shape shape = tags && toFlexible ? withTags(scene, inner, whole) : inner;
        List<Part> parts = new ArrayList<>(scene.shape().parts());
        parts.set(parts.size() - 1, body.withShape(shape));
        if (header) {
            header(scene, parts, toFlexible, whole);
        }
        return new Shape(parts);
    }

    private static boolean hasLengths(Shape shape) {
        return shape.parts().stream().anyMatch(part -> part.form().hasLength() || hasLengths(part.shape()));
    }

    private static void header(SearchState scene, List<Part> parts, boolean toFlexible, Mark whole) {
        if (toFlexible) {
            parts.add(parts.size() - 1, scene.factory().tags(Shape.EMPTY).marked(whole));
        } else {
            parts.replaceAll(part -> part.isTags() ? part.gap(whole) : part);
        }
    }

    private static Part part(SearchState scene, Part part, boolean toFlexible, boolean tags, Mark mark, Mark whole) {
        if (part.isTags()) {
            return tags ? part : part.gap(whole);
        }
        Part changed = part;
        if (part.form().hasLength()) {
            LengthForm classic = part.form() == Part.Form.STRING ? LengthForm.INT16 : LengthForm.INT32;
            changed = part.withLength(toFlexible ? LengthForm.COMPACT : classic).marked(mark);
        }
        boolean struct = !part.shape().parts().isEmpty()
                && !part.shape().parts().get(0).name().isEmpty();
        return toFlexible && tags && struct ? changed.withShape(withTags(scene, changed.shape(), whole)) : changed;
    }

    private static Shape withTags(SearchState scene, Shape shape, Mark whole) {
        List<Part> parts = new ArrayList<>(shape.parts());
        parts.add(scene.factory().tags(Shape.EMPTY).marked(whole));
        return new Shape(parts);
    }

    private static String tell(SearchState scene, boolean toFlexible) {
        FrameUnderTest suspect = scene.suspect();
        if (!toFlexible) {
            return "the body has classic lengths; v" + suspect.version()
                    + " is flexible, with compact lengths and tag buffers";
        }
        int first = firstFlexible(suspect);
        return first < 0
                ? "the body has compact lengths; no version of " + suspect.api().name() + " is flexible"
                : "the body has compact lengths; v" + suspect.version() + " is not flexible, v" + first
                        + " is the first that is";
    }

    /** Lengths alone are another slip than lengths and tag buffers. */
    private static SlipKind kind(boolean toFlexible, boolean tags) {
        if (toFlexible) {
            return tags ? SlipKind.FLEXIBLE_BODY : SlipKind.COMPACT_LENGTH;
        }
        return tags ? SlipKind.CLASSIC_LENGTH : SlipKind.CLASSIC_BODY;
    }

    private static int firstFlexible(FrameUnderTest suspect) {
        for (int v = suspect.version(); v <= suspect.api().versions().highest(); v++) {
            if (suspect.bodyAt(v).flexible()) {
                return v;
            }
        }
        return -1;
    }
}
