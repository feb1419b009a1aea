package io.kspec.diagnosis;

import io.kspec.protocol.MessageId;
import java.util.List;

/**
 * A slip that would give rise to the bytes.
 *
 * @param kind which slip
 * @param message the header or body that it is in
 * @param path the field, as {@code Topics[0].Partitions[1].CommittedOffset}; empty for the message as a whole
 * @param start the first byte that departs from the definition, counted from the first byte after the frame's size; for
 *     something missing, the byte before which it belongs; -4 for the frame's size itself
 * @param end the byte after the last that departs; equal to {@code start} where something is missing
 * @param sentence what is wrong, for a person
 * @param evidence what speaks for it, a sentence each
 * @param certainty how likely this slip is among all that were tried, and none: 0 to 0.99
 */
public record Explanation(
        SlipKind kind,
        MessageId message,
        String path,
        int start,
        int end,
        String sentence,
        List<String> evidence,
        double certainty) {
    public Explanation {
        evidence = List.copyOf(evidence);
    }

    /** {@code Heartbeat v1 response, ThrottleTimeMs at byte 4: …}. */
    @Override
    public String toString() {
        return message + (path.isEmpty() ? "" : ", " + path) + " at byte " + start + ": " + sentence;
    }
}
