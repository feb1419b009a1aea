package io.kspec.runlog;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that explain a failure.
 *
 * @param event the exchange, as a zero-based position in the result's timeline
 * @param side whose bytes
 * @param start the first byte, counted from the first of the frame
 * @param end the byte after the last; equals {@code start} if something is missing there
 * @param path the field: {@code Topics[0].Partitions[1].CommittedOffset}; empty for the whole message
 * @param sentence the slip that would explain the bytes
 * @param certainty 0 (a guess) to 1 (certain), or null if unknown
 * @param slip the kind of slip, or null if the bytes decode and a value is wrong
 * @param rivals the other explanations of the same bytes, likeliest first; empty unless there is a slip
 */
public record Blame(
        int event,
        Side side,
        int start,
        int end,
        String path,
        String sentence,
        @Nullable Double certainty,
        @Nullable String slip,
        List<Rival> rivals) {
    /** Blame for a wrong value, or for bytes that no slip explains. */
    public Blame(int event, Side side, int start, int end, String path, String sentence, @Nullable Double certainty) {
        this(event, side, start, end, path, sentence, certainty, null, List.of());
    }

    public Blame {
        rivals = List.copyOf(rivals);
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(sentence, "sentence");
        if (event < 0) {
            throw new IllegalArgumentException("blame, event: expected 0 or more, found " + event);
        }
        if (start < 0 || end < start) {
            throw new IllegalArgumentException(
                    "blame, range: expected 0 <= start <= end, found " + start + " to " + end);
        }
        if (certainty != null && !(certainty >= 0 && certainty <= 1)) {
            throw new IllegalArgumentException("blame, certainty: expected 0 to 1, found " + certainty);
        }
    }

    /** This blame, of an event at another position. */
    Blame at(int position) {
        return new Blame(position, side, start, end, path, sentence, certainty, slip, rivals);
    }

    void requireWithin(List<Event> timeline) {
        if (event >= timeline.size() || !(timeline.get(event) instanceof ExchangeEvent exchange)) {
            throw new IllegalArgumentException("blame, event: expected the position of an exchange among "
                    + timeline.size() + " events, found " + event);
        }
        Frame frame = side == Side.REQUEST ? exchange.request() : exchange.response();
        int size = frame == null ? 0 : frame.size();
        if (end > size) {
            throw new IllegalArgumentException(
                    "blame, range: expected to end within the frame's " + size + " bytes, found " + end);
        }
    }
}
