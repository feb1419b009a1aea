package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.DecodeException;
import io.kspec.protocol.DecodeFailure;
import io.kspec.protocol.DecodeFailure.Kind;
import io.kspec.protocol.MessageId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field after the other. Every failure names the field and its byte; every field read is reported to the
 * listener, if there is one.
 */
final class FieldCursor {
    private final MessageId message;
    private final Bytes bytes;
    private final int origin;
    private final FieldPath path;
    private final @Nullable Consumer<FieldRange> listener;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private int at;
    private int limit;

    /** @param origin where the bytes begin within what offsets are counted from */
    FieldCursor(MessageId message, Bytes bytes, int origin, FieldPath path, @Nullable Consumer<FieldRange> listener) {
        this.message = message;
        this.bytes = bytes;
        this.origin = origin;
        this.path = path;
        this.listener = listener;
        this.limit = bytes.size();
    }

    FieldPath path() {
        return path;
    }

    int position() {
        return at;
    }

    /** How many bytes there are before the limit. */
    int remaining() {
        return limit - at;
    }

    /** Makes what follows a number of bytes from here unreadable. */
    void limitTo(int size) {
        limit = at + size;
    }

    void liftLimit() {
        limit = bytes.size();
    }

    byte int8(String field) {
        byte value = bytes.get(demand(1, field));
        report(field, at - 1);
        return value;
    }

    int int32(String field) {
        int value = bytes.getInt(demand(4, field));
        report(field, at - 4);
        return value;
    }

    long int64(String field) {
        long value = bytes.getLong(demand(8, field));
        report(field, at - 8);
        return value;
    }

    /** A zig-zag varint of at most 32 bits. */
    int varint(String field) {
        int start = at;
        long value = zigZag(field, 5, 0x0f);
        report(field, start);
        return (int) value;
    }

    /** A zig-zag varint of at most 64 bits. */
    long varlong(String field) {
        int start = at;
        long value = zigZag(field, 10, 0x01);
        report(field, start);
        return value;
    }

    /** Bytes after their length as a varint; null where that is -1. */
    @Nullable Bytes varintBytes(String field) {
        int start = at;
        return bytes(field, start, (int) zigZag(field, 5, 0x0f));
    }

    /** Bytes after their length as four bytes; null where that is -1. */
    @Nullable Bytes int32Bytes(String field) {
        int start = at;
        return bytes(field, start, bytes.getInt(demand(4, field)));
    }

    /** UTF-8 after its length as a varint. */
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
        try {
            return utf8.decode(ByteBuffer.wrap(text.array(), text.arrayOffset(), text.size()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw failure(Kind.INVALID_UTF8, field, at - text.size(), "UTF-8", "found " + text);
        }
    }

    /** The whole of an element that began at a position was read. */
    void reportElement(int start) {
        report("", start);
    }

    /** @param position counted from the first byte of this cursor */
    DecodeException failure(Kind kind, String field, int position, String expected, String found) {
        return new DecodeException(
                new DecodeFailure(message, path.of(field), origin + position, kind, expected, found));
    }

    private @Nullable Bytes bytes(String field, int start, int length) {
        if (length == -1) {
            report(field, start);
            return null;
        }
        if (length < -1) {
            throw failure(Kind.LENGTH_OUT_OF_RANGE, field, start, "a length of -1 or more", "found " + length);
        }
        if (length > remaining()) {
            throw failure(Kind.LENGTH_OUT_OF_RANGE, field, start, length + " bytes", remaining() + " bytes remain");
        }
        Bytes value = bytes.slice(at, at + length);
        at += length;
        report(field, start);
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

    /** Moves past so many bytes and gives the position of the first. */
    private int demand(int size, String field) {
        if (remaining() < size) {
            throw failure(Kind.TRUNCATED, field, limit, "int" + size * 8, remaining() + " bytes remain");
        }
        at += size;
        return at - size;
    }

    private void report(String field, int start) {
        if (listener != null) {
            listener.accept(new FieldRange(path.of(field), origin + start, origin + at));
        }
    }
}
