package io.kspec.protocol.fuzz;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.codec.LayoutEntry;
import io.kspec.protocol.codec.LayoutRole;
import org.jspecify.annotations.Nullable;

/**
 * A run of bytes with one meaning: a number, or the content of a string.
 *
 * @param role what it does in its message
 * @param form how the number is written, or null for content
 * @param value the number; for content nothing
 * @param bytes as they lie on the wire
 */
record Segment(LayoutRole role, @Nullable NumberEncoding form, long value, Bytes bytes) {
    static Segment of(LayoutEntry entry, Bytes bytes) {
        if (entry.value() instanceof Number number && !(number instanceof Double)) {
            return new Segment(entry.role(), NumberEncoding.of(bytes, number.longValue()), number.longValue(), bytes);
        }
        if (entry.value() instanceof Boolean bool) {
            return new Segment(entry.role(), NumberEncoding.FIXED, bool ? 1 : 0, bytes);
        }
        return content(bytes);
    }

    static Segment content(Bytes bytes) {
        return new Segment(LayoutRole.VALUE, null, 0, bytes);
    }

    static Segment varint(LayoutRole role, long value) {
        return new Segment(role, NumberEncoding.VARINT, value, NumberEncoding.varint(value, 0));
    }

    boolean isNumber() {
        return form != null;
    }

    /** Another number, written likewise. */
    Segment with(long other) {
        NumberEncoding same = form == null ? NumberEncoding.FIXED : form;
        return new Segment(role, form, other, same.encode(other, bytes.size()));
    }

    /** Other bytes in the same place. */
    Segment with(Bytes other) {
        return new Segment(role, form, value, other);
    }
}
