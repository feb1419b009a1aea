package io.kspec.diagnosis.slips;

import io.kspec.diagnosis.SlipKind;
import io.kspec.diagnosis.reading.Hypothesis;
import io.kspec.diagnosis.reading.Leftover;
import io.kspec.diagnosis.reading.Mark;
import io.kspec.diagnosis.reading.Tolerance;
import java.util.function.Consumer;

/** Proposes what the definition forbids in any layout: nulls, an early end, bytes after the end. */
public final class Leniencies implements SlipFamily {
    private static final double NULLS = 6;
    private static final double EMPTY = 7;
    private static final double CUT = 11;
    private static final double TRAILING = 13;

    @Override
    public void propose(SearchState state, Consumer<Hypothesis> proposals) {
        Hypothesis base = state.base().hypothesis();
        proposals.accept(base.tolerating(
                Tolerance.NULLS,
                state.mark(
                        SlipKind.NULL_NOT_ALLOWED,
                        Mark.Scope.EXERCISED,
                        sighting -> sighting.name() + " is null; v" + state.version() + " does not allow null"),
                NULLS));
        proposals.accept(base.tolerating(
                Tolerance.EMPTY_FOR_NULL,
                state.mark(
                        SlipKind.EMPTY_FOR_NULL,
                        Mark.Scope.EXERCISED,
                        sighting -> sighting.name() + " is empty where Kafka writes null"),
                EMPTY));
        proposals.accept(base.tolerating(
                Tolerance.CUT,
                state.mark(
                        SlipKind.FRAME_CUT,
                        Mark.Scope.EXERCISED,
                        sighting ->
                                "the frame ends within " + (sighting.path().isEmpty() ? "the message" : sighting.name())
                                        + ": its size is too small, or the rest was never written"),
                CUT));
        proposals.accept(base.tolerating(
                Tolerance.TRAILING,
                state.mark(
                        SlipKind.TRAILING_BYTES,
                        Mark.Scope.EXERCISED,
                        sighting -> sighting.size() + (sighting.end() - sighting.start() == 1 ? " follows" : " follow")
                                + " the complete message" + Leftover.describe(state.frame(), sighting.start())),
                TRAILING));
    }
}
