package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.util.Arrays;

/**
 * Collects decompressed bytes up to a limit. Its memory grows with the bytes written, not with the size that was
 * announced.
 */
final class BoundedOutput {
    /** Writes bytes into a part of an array. */
    @FunctionalInterface
    interface Source {
        /** Writes up to the given number of bytes; returns how many it wrote. */
        int read(byte[] array, int offset, int length) throws IOException;
    }

    private static final int INITIAL_CAPACITY = 256;

    private final int limit;
    private byte[] buffer;
    private int size;

    BoundedOutput(int limit) {
        this.limit = limit;
        this.buffer = new byte[Math.min(limit, INITIAL_CAPACITY)];
    }

    /** The number of bytes. */
    int size() {
        return size;
    }

    void write(Bytes bytes) throws DecompressionLimitException {
        reserve(bytes.size());
        bytes.copyTo(buffer, size);
        size += bytes.size();
    }

    /** Reserves the given number of bytes, and lets a source write up to as many. */
    void write(int length, Source source) throws IOException {
        reserve(length);
        size += source.read(buffer, size, length);
    }

    /** Lets a source write into the available room, at least one byte; returns how many bytes it wrote. */
    int write(Source source) throws IOException {
        if (size == limit) {
            int more = source.read(new byte[1], 0, 1);
            demandRoomFor(more);
            return more;
        }
        reserve(size == buffer.length ? 1 : 0);
        int written = source.read(buffer, size, buffer.length - size);
        size += written;
        return written;
    }

    /** Doubles the room; fails if the limit is reached. */
    void grow() throws DecompressionLimitException {
        demandRoomFor(buffer.length - size + 1);
        reserve(buffer.length - size + 1);
    }

    Bytes bytes() {
        return Bytes.wrap(buffer, 0, size);
    }

    private void demandRoomFor(int length) throws DecompressionLimitException {
        if (length > limit - size) {
            throw new DecompressionLimitException(limit);
        }
    }

    private void reserve(int length) throws DecompressionLimitException {
        demandRoomFor(length);
        if (length > buffer.length - size) {
            long doubled = 2L * buffer.length;
            buffer = Arrays.copyOf(buffer, (int) Math.min(limit, Math.max(doubled, (long) size + length)));
        }
    }
}
