package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.OutputStream;
import java.util.Arrays;

/** Collects decompressed bytes up to a limit; its memory follows what was really written, never what was announced. */
final class BoundedOutput extends OutputStream {
    private static final int INITIAL_CAPACITY = 4096;

    private final int limit;
    private byte[] buffer;
    private int size;

    BoundedOutput(int limit) {
        this.limit = limit;
        this.buffer = new byte[Math.min(limit, INITIAL_CAPACITY)];
    }

    @Override
    public void write(int value) throws DecompressionLimitException {
        reserve(1);
        buffer[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws DecompressionLimitException {
        reserve(length);
        System.arraycopy(source, offset, buffer, size, length);
        size += length;
    }

    /** Fails if so many bytes more would pass the limit. */
    void demandRoomFor(int length) throws DecompressionLimitException {
        if (length > limit - size) {
            throw new DecompressionLimitException(limit);
        }
    }

    Bytes bytes() {
        return Bytes.wrap(buffer, 0, size);
    }

    private void reserve(int length) throws DecompressionLimitException {
        demandRoomFor(length);
        if (length > buffer.length - size) {
            long doubled = 2L * buffer.length;
            buffer = Arrays.copyOf(buffer, (int) Math.min(limit, Math.max(doubled, (long) size + length)));
        }
    }
}
