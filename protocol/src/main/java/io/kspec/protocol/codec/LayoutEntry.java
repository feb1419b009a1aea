package io.kspec.protocol.codec;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.FieldSpec;
import org.jspecify.annotations.Nullable;

/**
 * The byte range of a field, or of a part of its encoding.
 *
 * @param message the message that the field belongs to: a header or a body
 * @param path the path of the field, {@code Topics[0].Partitions[1].CommittedOffset}; empty for the whole message
 * @param field the definition of the field, or null for a whole message and for tagged fields as a whole
 * @param role the meaning of these bytes
 * @param start the first byte, counted from the first byte of the input
 * @param end the byte after the last; equal to {@code start} for the content of an empty string
 * @param value the decoded value, as {@link io.kspec.protocol.message.Message#get} returns it; the actual length or
 *     count, -1 for null, whether compact or not; null for groups
 */
public record LayoutEntry(
        MessageId message,
        String path,
        @Nullable FieldSpec field,
        LayoutRole role,
        int start,
        int end,
        @Nullable Object value) {

    /** The number of bytes. */
    public int size() {
        return end - start;
    }
}
