package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Appends bytes in the encodings that records use. */
final class ByteBuilder {
    private byte[] buffer = new byte[256];
    private int size;

    ByteBuilder integer(long value, int bytes) {
        reserve(bytes);
        put(buffer, size, value, bytes);
        size += bytes;
        return this;
    }

    /** Appends a zig-zag varint, whose encoding is the same for 32 and 64 bits. */
    ByteBuilder varint(long value) {
        reserve(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    ByteBuilder varintBytes(@Nullable Bytes bytes) {
        return bytes == null ? varint(-1) : varint(bytes.size()).bytes(bytes);
    }

    ByteBuilder int32Bytes(@Nullable Bytes bytes) {
        return bytes == null ? integer(-1, 4) : integer(bytes.size(), 4).bytes(bytes);
    }

    ByteBuilder bytes(Bytes bytes) {
        reserve(bytes.size());
        bytes.copyTo(buffer, size);
        size += bytes.size();
        return this;
    }

    /** Removes all bytes, but keeps the memory. */
    void clear() {
        size = 0;
    }

    /** The bytes that have been appended, without a copy: valid until the next change. */
    Bytes written() {
        return Bytes.wrap(buffer, 0, size);
    }

    Bytes copy() {
        return Bytes.wrap(Arrays.copyOf(buffer, size));
    }

    /** Writes an integer into an array in big-endian order. */
    static void put(byte[] array, int at, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            array[at + i] = (byte) (value >> (8 * (bytes - 1 - i)));
        }
    }

    /** Copies bytes and overwrites some of them with an integer. */
    static Bytes patched(Bytes bytes, int at, long value, int size) {
        byte[] copy = bytes.toArray();
        put(copy, at, value, size);
        return Bytes.wrap(copy);
    }

    private void reserve(int more) {
        if (more > buffer.length - size) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), (int) Math.min(2L * size, 1 << 30)));
        }
    }
}
