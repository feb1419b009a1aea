package io.kspec.diagnosis;

import io.kspec.protocol.MessageId;
import java.util.List;

/**
 * A slip that would produce the bytes.
 *
 * @param kind the slip
 * @param message the header or body that contains it
 * @param path the field, as {@code Topics[0].Partitions[1].CommittedOffset}; empty for the whole message
 * @param start the first byte that departs from the definition, counted from the first byte after the frame's size; for
 *     something missing, the byte before which it belongs; -4 for the frame's size itself
 * @param end the byte after the last that departs; equal to {@code start} if something is missing
 * @param sentence what is wrong, for humans
 * @param evidence what supports it, one sentence per item
 * @param slips how many slips it takes to explain the bytes, 1 or more; the sentence describes all of them
 * @param certainty the probability of this slip among all slips tried and an unknown one: 0 to 0.99
 */
public record Explanation(
        SlipKind kind,
        MessageId message,
        String path,
        int start,
        int end,
        String sentence,
        List<String> evidence,
        int slips,
        double certainty) {
    public Explanation {
        evidence = List.copyOf(evidence);
    }

    Explanation withCertainty(double other) {
        return new Explanation(kind, message, path, start, end, sentence, evidence, slips, other);
    }

    /** {@code Heartbeat v1 response, ThrottleTimeMs at byte 4: …}. */
    @Override
    public String toString() {
        return message + (path.isEmpty() ? "" : ", " + path) + " at byte " + start + ": " + sentence;
    }
}
