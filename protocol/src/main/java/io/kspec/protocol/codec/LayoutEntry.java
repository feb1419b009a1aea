package io.kspec.protocol.codec;

import io.kspec.protocol.MessageId;
import io.kspec.protocol.message.FieldSpec;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a field, or a part of its encoding, lies at.
 *
 * @param message the message, header or body, that the field belongs to
 * @param path the field: {@code Topics[0].Partitions[1].CommittedOffset}; empty for the message as a whole
 * @param field the field's definition, or null for a message as a whole and for buffers of tagged fields
 * @param role what these bytes do
 * @param start the first byte, counted from the first byte of the input
 * @param end the byte after the last; equal to {@code start} where an empty string has no content
 * @param value what the bytes say, as {@link io.kspec.protocol.message.Message#get} gives it; lengths and counts as they are
 *     meant, -1 for null, whatever the encoding adds; null for groups
 */
public record LayoutEntry(
        MessageId message,
        String path,
        @Nullable FieldSpec field,
        LayoutRole role,
        int start,
        int end,
        @Nullable Object value) {

    /** How many bytes there are. */
    public int size() {
        return end - start;
    }

    public boolean contains(int offset) {
        return start <= offset && offset < end;
    }
}
