package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Meaning;
import io.kspec.diagnosis.reading.Part;
import io.kspec.diagnosis.reading.Sighting;
import io.kspec.protocol.Bytes;
import java.util.List;
import java.util.function.Consumer;

/** Proposes missing, doubled and wrong correlation ids, and a frame size inside the frame. */
public final class Headers implements SlipFamily {
    private static final double CORRELATION_ID = 6;
    private static final double WRONG = 9;
    private static final double SIZE = 7;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        Part id = state.shape().find("CorrelationId");
        if (id == null) {
            return;
        }
        Mark missing = state.mark(
                SlipKind.CORRELATION_ID_MISSING,
                Mark.Scope.WHOLE,
                sighting ->
                        "the correlation id is missing: the frame starts with " + Sighting.lastName(sighting.next()));
        proposals.accept(state.replacing(id, List.of(id.gap(missing)), CORRELATION_ID));
        shown(state, proposals);
    }

    /** Proposes the slips that the header's own bytes show: equal ids, another id than the request's, a size. */
    public void shown(SearchState state, Consumer<Hypothesis> proposals) {
        Part id = state.shape().find("CorrelationId");
        if (id != null) {
            doubled(state, id, proposals);
            wrong(state, id, proposals);
            sizes(state, proposals);
        }
    }

    private static void doubled(SearchState state, Part id, Consumer<Hypothesis> proposals) {
        Bytes bytes = state.frame().bytes();
        int at = start(state, id);
        if (bytes.size() >= at + 8 && bytes.getInt(at) == bytes.getInt(at + Integer.BYTES)) {
            Mark doubled = state.mark(
                    SlipKind.CORRELATION_ID_DOUBLED,
                    Mark.Scope.WHOLE,
                    sighting -> "the correlation id (" + sighting.value() + ") is repeated " + sighting.whereabouts());
            Part second = state.factory().copy(id).marked(doubled).withUsual(bytes.getInt(at));
            proposals.accept(state.replacing(id, List.of(id, second), CORRELATION_ID));
        }
    }

    private static void wrong(SearchState state, Part id, Consumer<Hypothesis> proposals) {
        Integer expected = state.frame().correlationId();
        Bytes bytes = state.frame().bytes();
        int at = start(state, id);
        if (expected != null && bytes.size() >= at + Integer.BYTES && bytes.getInt(at) != expected) {
            Mark mark = state.mark(
                    SlipKind.CORRELATION_ID_WRONG,
                    Mark.Scope.WHOLE,
                    sighting -> "the correlation id is " + sighting.value() + ", but the request's is " + expected);
            proposals.accept(
                    state.replacing(id, List.of(id.withMeaning(Meaning.PLAIN).marked(mark)), WRONG));
        }
    }

    private static int start(SearchState state, Part id) {
        return state.base().trace().firstSeen().getOrDefault(id.id(), 0);
    }

    private static void sizes(SearchState state, Consumer<Hypothesis> proposals) {
        Bytes bytes = state.frame().bytes();
        if (bytes.size() < 8) {
            return;
        }
        int first = bytes.getInt(0);
        if (first == bytes.size() - Integer.BYTES || first == bytes.size()) {
            Mark mark = state.mark(
                    SlipKind.SIZE_IN_FRAME,
                    Mark.Scope.WHOLE,
                    sighting -> "the frame's size (" + sighting.value() + ") is repeated before the header");
            Part size = state.factory()
                    .number("Size", Integer.BYTES)
                    .withUsual(first)
                    .marked(mark);
            Part start = state.shape().parts().get(0);
            proposals.accept(state.replacing(start, List.of(size, start), SIZE));
        }
    }
}
