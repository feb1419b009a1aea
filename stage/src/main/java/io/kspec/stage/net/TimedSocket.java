package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A wire with a buffer of received bytes that were not taken yet. */
final class TimedSocket implements AutoCloseable {
    /** How an attempt to read more bytes ended. */
    enum Arrival {
        BYTES,
        END,
        TIMEOUT
    }

    private final Wire wire;
    private final ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
    private byte[] pending = new byte[1024];
    private int size;

    TimedSocket(Wire wire) {
        this.wire = wire;
    }

    /** Writes all of the bytes; returns false if the deadline passed before. */
    boolean write(Bytes bytes, Deadline deadline) throws IOException {
        return wire.write(bytes.asByteBuffer(), deadline);
    }

    /** Waits for at least one more byte, the end of the stream, or the deadline. */
    Arrival read(Deadline deadline) throws IOException {
        chunk.clear();
        int count = wire.read(chunk, deadline);
        if (count == Wire.END) {
            return Arrival.END;
        }
        append(count);
        return count == 0 ? Arrival.TIMEOUT : Arrival.BYTES;
    }

    private void append(int count) {
        if (pending.length - size < count) {
            byte[] larger = new byte[Math.max(size + count, pending.length * 2)];
            System.arraycopy(pending, 0, larger, 0, size);
            pending = larger;
        }
        chunk.flip().get(pending, size, count);
        size += count;
    }

    /** The number of bytes in the buffer. */
    int available() {
        return size;
    }

    /** A copy of the first bytes, at most {@code count} of them; the buffer keeps them. */
    Bytes peek(int count) {
        return Bytes.copyOf(ByteBuffer.wrap(pending, 0, Math.min(count, size)));
    }

    /** Removes and returns the first bytes; the buffer must have at least {@code count}. */
    Bytes take(int count) {
        Bytes taken = peek(count);
        size -= count;
        System.arraycopy(pending, count, pending, 0, size);
        return taken;
    }

    @Override
    public void close() {
        wire.close();
    }
}
