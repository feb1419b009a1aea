package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of bytes with one meaning: a number, or the content of a string.
 *
 * @param role the meaning of the bytes
 * @param form the encoding of the number, or null for content
 * @param value the number; unused for content
 * @param bytes the bytes on the wire
 */
record Segment(LayoutRole role, @Nullable FuzzNumber form, long value, Bytes bytes) {
    static Segment of(LayoutEntry entry, Bytes bytes) {
        if (entry.value() instanceof Number number && !(number instanceof Double)) {
            return new Segment(entry.role(), FuzzNumber.of(bytes, number.longValue()), number.longValue(), bytes);
        }
        if (entry.value() instanceof Boolean bool) {
            return new Segment(entry.role(), FuzzNumber.FIXED, bool ? 1 : 0, bytes);
        }
        return content(bytes);
    }

    static Segment content(Bytes bytes) {
        return new Segment(LayoutRole.VALUE, null, 0, bytes);
    }

    static Segment varint(LayoutRole role, long value) {
        return new Segment(role, FuzzNumber.VARINT, value, FuzzNumber.varint(value, 0));
    }

    boolean isNumber() {
        return form != null;
    }

    /** Returns a segment with another number in the same encoding. */
    Segment with(long other) {
        FuzzNumber same = form == null ? FuzzNumber.FIXED : form;
        return new Segment(role, form, other, same.encode(other, bytes.size()));
    }

    /** Returns a segment with other bytes. */
    Segment with(Bytes other) {
        return new Segment(role, form, value, other);
    }
}
