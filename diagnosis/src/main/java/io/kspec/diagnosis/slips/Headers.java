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

/** Correlation ids that are missing, doubled or wrong, and the frame's size where it does not belong. */
public final class Headers implements SlipFamily {
    private static final double CORRELATION_ID = 6;
    private static final double WRONG = 9;
    private static final double SIZE = 7;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        Part id = scene.shape().find("CorrelationId");
        if (id == null) {
            return;
        }
        Mark missing = scene.mark(
                SlipKind.CORRELATION_ID_MISSING,
                Mark.Scope.WHOLE,
                sighting ->
                        "the correlation id is missing: the frame begins with " + Sighting.lastName(sighting.next()));
        proposals.accept(scene.replacing(id, List.of(id.gap(missing)), CORRELATION_ID));
        Mark doubled = scene.mark(
                SlipKind.CORRELATION_ID_DOUBLED,
                Mark.Scope.WHOLE,
                sighting ->
                        "the correlation id (" + sighting.value() + ") stands a second time " + sighting.whereabouts());
        Bytes frame = scene.suspect().frame();
        int at = scene.base().trace().firstSeen().getOrDefault(id.id(), 0);
        if (frame.size() >= at + 8 && frame.getInt(at) == frame.getInt(at + Integer.BYTES)) {
            Part second = scene.factory().copy(id).marked(doubled).withUsual(frame.getInt(at));
            proposals.accept(scene.replacing(id, List.of(id, second), CORRELATION_ID));
        }
        wrong(scene, id, proposals);
        sizes(scene, proposals);
    }

    private static void wrong(SearchState scene, Part id, Consumer<Hypothesis> proposals) {
        Integer expected = scene.suspect().correlationId();
        if (expected != null) {
            Mark mark = scene.mark(
                    SlipKind.CORRELATION_ID_WRONG,
                    Mark.Scope.WHOLE,
                    sighting -> "the correlation id is " + sighting.value() + "; that of the request is " + expected);
            proposals.accept(
                    scene.replacing(id, List.of(id.withMeaning(Meaning.PLAIN).marked(mark)), WRONG));
        }
    }

    private static void sizes(SearchState scene, Consumer<Hypothesis> proposals) {
        Bytes frame = scene.suspect().frame();
        if (frame.size() < 8) {
            return;
        }
        int first = frame.getInt(0);
        if (first == frame.size() - Integer.BYTES || first == frame.size()) {
            Mark mark = scene.mark(
                    SlipKind.SIZE_IN_FRAME,
                    Mark.Scope.WHOLE,
                    sighting -> "the frame's size (" + sighting.value() + ") stands a second time, before the header");
            Part size = scene.factory()
                    .number("Size", Integer.BYTES)
                    .withUsual(first)
                    .marked(mark);
            Part start = scene.shape().parts().get(0);
            proposals.accept(scene.replacing(start, List.of(size, start), SIZE));
        }
    }
}
