package io.kspec.diagnosis;

import io.kspec.protocol.MessageId;
import java.util.List;

/**
 * A value that decodes but cannot be right.
 *
 * @param kind what is wrong
 * @param message the message that contains it
 * @param path the field, as {@code Topics[0].Partitions[1].LeaderId}
 * @param start the first byte of the field, counted from the first byte after the frame's size
 * @param end the byte after its last
 * @param sentence what is wrong, for humans
 * @param reactions what real clients do with it
 */
public record ImplausibleValue(
        ImplausibleKind kind,
        MessageId message,
        String path,
        int start,
        int end,
        String sentence,
        List<Reaction> reactions) {
    public ImplausibleValue {
        reactions = List.copyOf(reactions);
    }

    /** {@code Metadata v1 response, Topics[0].Partitions[1].LeaderId at byte 37: …}. */
    @Override
    public String toString() {
        return message + (path.isEmpty() ? "" : ", " + path) + " at byte " + start + ": " + sentence;
    }
}
