package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.FrameUnderTest;
import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.LengthEncoding;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Proposes a flexible body in a version that is not flexible, and the reverse (KIP-482). */
public final class WholeEncodings implements SlipFamily {
    private static final double PRIOR = 6;
    private static final double WITHOUT_TAGS = 2;
    /** For APIs without any flexible version. */
    private static final double NEVER = 6;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        boolean toFlexible = !state.flexible();
        double prior = PRIOR + (toFlexible && firstFlexible(state.frame()) < 0 ? NEVER : 0) + state.additional();
        for (boolean header : new boolean[] {false, true}) {
            for (boolean tags : new boolean[] {true, false}) {
                if (tags != toFlexible && !hasLengths(state.body().shape())) {
                    continue;
                }
                Shape shape = encoded(state, toFlexible, tags, header);
                proposals.accept(state.base()
                        .hypothesis()
                        .with(shape, prior + (header ? 0.5 : 0) + (tags == toFlexible ? 0 : WITHOUT_TAGS)));
            }
        }
    }

    private static Shape encoded(SearchState state, boolean toFlexible, boolean tags, boolean header) {
        Mark mark = state.mark(kind(toFlexible, tags), Mark.Scope.LENGTH, sighting -> describe(state, toFlexible));
        Mark whole = new Mark(mark.group(), mark.kind(), Mark.Scope.WHOLE, mark.description());
        Part body = state.body();
        Shape inner = body.withShape(body.shape().map(part -> part(state, part, toFlexible, tags, mark, whole)))
                .shape();
        Shape shape = tags && toFlexible ? withTags(state, inner, whole) : inner;
        List<Part> parts = new ArrayList<>(state.shape().parts());
        parts.set(parts.size() - 1, body.withShape(shape));
        if (header) {
            header(state, parts, toFlexible, whole);
        }
        return new Shape(parts);
    }

    private static boolean hasLengths(Shape shape) {
        return shape.parts().stream().anyMatch(part -> part.form().hasLength() || hasLengths(part.shape()));
    }

    private static void header(SearchState state, List<Part> parts, boolean toFlexible, Mark whole) {
        if (toFlexible) {
            parts.add(parts.size() - 1, state.factory().tags(Shape.EMPTY).marked(whole));
        } else {
            parts.replaceAll(part -> part.isTags() ? part.gap(whole) : part);
        }
    }

    private static Part part(SearchState state, Part part, boolean toFlexible, boolean tags, Mark mark, Mark whole) {
        if (part.isTags()) {
            return tags ? part : part.gap(whole);
        }
        Part changed = part;
        if (part.form().hasLength()) {
            LengthEncoding classic = part.form() == Part.Form.STRING ? LengthEncoding.INT16 : LengthEncoding.INT32;
            changed = part.withLength(toFlexible ? LengthEncoding.COMPACT : classic)
                    .marked(mark);
        }
        boolean struct = !part.shape().parts().isEmpty()
                && !part.shape().parts().get(0).name().isEmpty();
        return toFlexible && tags && struct ? changed.withShape(withTags(state, changed.shape(), whole)) : changed;
    }

    private static Shape withTags(SearchState state, Shape shape, Mark whole) {
        List<Part> parts = new ArrayList<>(shape.parts());
        parts.add(state.factory().tags(Shape.EMPTY).marked(whole));
        return new Shape(parts);
    }

    private static String describe(SearchState state, boolean toFlexible) {
        FrameUnderTest frame = state.frame();
        if (!toFlexible) {
            return "the body has classic lengths; v" + frame.version()
                    + " is flexible, with compact lengths and tag buffers";
        }
        int first = firstFlexible(frame);
        return first < 0
                ? "the body has compact lengths; no version of " + frame.api().name() + " is flexible"
                : "the body has compact lengths; v" + frame.version() + " is not flexible, v" + first
                        + " is the first that is";
    }

    /** Lengths alone are a different slip than lengths and tag buffers. */
    private static SlipKind kind(boolean toFlexible, boolean tags) {
        if (toFlexible) {
            return tags ? SlipKind.FLEXIBLE_BODY : SlipKind.COMPACT_LENGTH;
        }
        return tags ? SlipKind.CLASSIC_LENGTH : SlipKind.CLASSIC_BODY;
    }

    private static int firstFlexible(FrameUnderTest frame) {
        for (int v = frame.version(); v <= frame.api().versions().highest(); v++) {
            if (frame.bodyAt(v).flexible()) {
                return v;
            }
        }
        return -1;
    }
}
