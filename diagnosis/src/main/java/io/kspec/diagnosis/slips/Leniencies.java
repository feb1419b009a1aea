package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Leftover;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Tolerance;
import java.util.function.Consumer;

/** What the layout has but the definition forbids: nulls, early ends, bytes after the end. */
public final class Leniencies implements SlipFamily {
    private static final double NULLS = 6;
    private static final double EMPTY = 7;
    private static final double CUT = 11;
    private static final double TRAILING = 13;

    @Override
    public void propose(SearchState scene, Consumer<Hypothesis> proposals) {
        Hypothesis base = scene.base().hypothesis();
        proposals.accept(base.tolerating(
                Tolerance.NULLS,
                scene.mark(
                        SlipKind.NULL_NOT_ALLOWED,
                        Mark.Scope.EXERCISED,
                        sighting -> sighting.name() + " is null; v" + scene.version() + " allows none"),
                NULLS));
        proposals.accept(base.tolerating(
                Tolerance.EMPTY_FOR_NULL,
                scene.mark(
                        SlipKind.EMPTY_FOR_NULL,
                        Mark.Scope.EXERCISED,
                        sighting -> sighting.name() + " is empty where Kafka writes null"),
                EMPTY));
        proposals.accept(base.tolerating(
                Tolerance.CUT,
                scene.mark(
                        SlipKind.FRAME_LENGTH,
                        Mark.Scope.EXERCISED,
                        sighting ->
                                "the frame ends within " + (sighting.path().isEmpty() ? "the message" : sighting.name())
                                        + ": its size is too small, or the rest was never written"),
                CUT));
        proposals.accept(base.tolerating(
                Tolerance.TRAILING,
                scene.mark(
                        SlipKind.TRAILING_BYTES,
                        Mark.Scope.EXERCISED,
                        sighting -> sighting.size() + (sighting.end() - sighting.start() == 1 ? " follows" : " follow")
                                + " the complete message" + Leftover.describe(scene.suspect(), sighting.start())),
                TRAILING));
    }
}
