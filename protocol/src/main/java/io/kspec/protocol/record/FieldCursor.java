package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.MessageId;
import io.kspec.protocol.WireText;
import io.kspec.protocol.codec.DecodeException;
import io.kspec.protocol.codec.DecodeFailure;
import io.kspec.protocol.codec.DecodeFailure.Kind;
import io.kspec.protocol.codec.LayoutRole;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of records one after the other. Every failure names the field and its position; the recorder, if
 * any, receives the range of every field.
 */
final class FieldCursor {
    private final MessageId message;
    private final Bytes bytes;
    private final int origin;
    private final CurrentPath path;
    private final @Nullable RangeRecorder recorder;
    private int at;
    private int limit;

    /** @param origin the offset of the first byte */
    FieldCursor(MessageId message, Bytes bytes, int origin, CurrentPath path, @Nullable RangeRecorder recorder) {
        this.message = message;
        this.bytes = bytes;
        this.origin = origin;
        this.path = path;
        this.recorder = recorder;
        this.limit = bytes.size();
    }

    CurrentPath path() {
        return path;
    }

    int position() {
        return at;
    }

    /** The number of bytes before the limit. */
    int remaining() {
        return limit - at;
    }

    /** Limits reading to the given number of bytes from here. */
    void limitTo(int size) {
        limit = at + size;
    }

    void liftLimit() {
        limit = bytes.size();
    }

    byte int8(String field) {
        byte value = bytes.get(demand(1, field));
        if (recorder != null) {
            report(field, LayoutRole.VALUE, at - 1, value);
        }
        return value;
    }

    int int32(String field) {
        int value = bytes.getInt(demand(4, field));
        if (recorder != null) {
            report(field, LayoutRole.VALUE, at - 4, value);
        }
        return value;
    }

    long int64(String field) {
        long value = bytes.getLong(demand(8, field));
        if (recorder != null) {
            report(field, LayoutRole.VALUE, at - 8, value);
        }
        return value;
    }

    /** Reads a zig-zag varint of at most 32 bits. */
    int varint(String field) {
        int start = at;
        int value = (int) zigZag(field, 5, 0x0f);
        if (recorder != null) {
            report(field, LayoutRole.VALUE, start, value);
        }
        return value;
    }

    /** Reads a zig-zag varint of at most 64 bits. */
    long varlong(String field) {
        int start = at;
        long value = zigZag(field, 10, 0x01);
        if (recorder != null) {
            report(field, LayoutRole.VALUE, start, value);
        }
        return value;
    }

    /** Reads bytes whose length is a varint; null if it is -1. */
    @Nullable Bytes varintBytes(String field) {
        int start = at;
        return bytes(field, start, (int) zigZag(field, 5, 0x0f));
    }

    /** Reads bytes whose length is an int32; null if it is -1. */
    @Nullable Bytes int32Bytes(String field) {
        int start = at;
        return bytes(field, start, bytes.getInt(demand(4, field)));
    }

    /** Reads UTF-8 whose length is a varint. */
    String varintString(String field) {
        int start = at;
        int length = (int) zigZag(field, 5, 0x0f);
        if (length == -1) {
            throw failure(Kind.NULL_NOT_ALLOWED, field, start, "a string", "found null");
        }
        Bytes text = bytes(field, start, length);
        if (text == null || text.isEmpty()) {
            return "";
        }
        String decoded = WireText.decode(text.array(), text.arrayOffset(), text.size());
        if (decoded == null) {
            throw failure(Kind.INVALID_UTF8, field, at - text.size(), "UTF-8", "found " + text);
        }
        return decoded;
    }

    /** Marks the current position for {@link #reportGroup}. */
    int mark() {
        return recorder == null ? 0 : recorder.mark();
    }

    /** Reports the end of an element, whose parts have been reported since the mark. */
    void reportGroup(int mark, int start) {
        if (recorder != null) {
            recorder.addGroup(message, path.of(""), mark, origin + start, origin + at);
        }
    }

    /** @param position counted from the first byte of this cursor */
    DecodeException failure(Kind kind, String field, int position, String expected, String found) {
        return new DecodeException(
                new DecodeFailure(message, path.of(field), origin + position, kind, expected, found));
    }

    private @Nullable Bytes bytes(String field, int start, int length) {
        if (length < -1) {
            throw failure(Kind.LENGTH_OUT_OF_RANGE, field, start, "a length of -1 or more", "found " + length);
        }
        if (length > remaining()) {
            throw failure(Kind.LENGTH_OUT_OF_RANGE, field, start, length + " bytes", remaining() + " bytes remain");
        }
        if (recorder != null) {
            report(field, LayoutRole.LENGTH, start, length);
        }
        if (length == -1) {
            return null;
        }
        int content = at;
        at += length;
        Bytes value = bytes.slice(content, at);
        if (recorder != null) {
            report(field, LayoutRole.VALUE, content, value);
        }
        return value;
    }

    private long zigZag(String field, int maxSize, int lastByteMask) {
        int start = at;
        long value = 0;
        for (int size = 1; size <= maxSize; size++) {
            if (remaining() == 0) {
                throw failure(Kind.TRUNCATED, field, at, "the rest of a varint", "no bytes remain");
            }
            int next = bytes.get(at++) & 0xff;
            value |= (next & 0x7fL) << (7 * (size - 1));
            if (next < 0x80) {
                if (next == 0 && size > 1) {
                    throw failure(Kind.INVALID_VARINT, field, start, "a varint of fewest bytes", "found " + hex(start));
                }
                if (size == maxSize && next > lastByteMask) {
                    break;
                }
                return (value >>> 1) ^ -(value & 1);
            }
        }
        String expected = "a varint of at most " + (maxSize == 5 ? 32 : 64) + " bits";
        throw failure(Kind.INVALID_VARINT, field, start, expected, "found " + hex(start));
    }

    private String hex(int start) {
        return "0x" + bytes.slice(start, at).toHex();
    }

    /** Skips bytes; returns the position of the first. */
    private int demand(int size, String field) {
        if (remaining() < size) {
            throw failure(Kind.TRUNCATED, field, limit, "int" + size * 8, remaining() + " bytes remain");
        }
        at += size;
        return at - size;
    }

    /** Callers check first whether there is a recorder, so that without one no number is boxed. */
    private void report(String field, LayoutRole role, int start, Object value) {
        Objects.requireNonNull(recorder).add(message, path.of(field), role, origin + start, origin + at, value);
    }
}
