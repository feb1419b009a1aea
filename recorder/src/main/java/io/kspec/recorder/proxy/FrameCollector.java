package io.kspec.recorder.proxy;

import io.kspec.protocol.Bytes;
import io.netty.buffer.ByteBuf;
import java.util.function.IntFunction;

/** Collects the bytes of a frame as they come. */
final class FrameCollector {
    /** A longer frame gets more room only when so much of it has come, so that it takes no memory by its size alone. */
    private static final int ROOM = 512 << 10;

    private final int size;
    private final IntFunction<byte[]> arrays;
    private byte[] array;
    private int collected;

    /**
     * @param size how many bytes the frame has
     * @param arrays makes arrays of at least a size
     */
    FrameCollector(int size, IntFunction<byte[]> arrays) {
        this.size = size;
        this.arrays = arrays;
        this.array = arrays.apply(Math.min(size, ROOM));
    }

    /** Takes what a buffer has of the frame. */
    void take(ByteBuf from) {
        int count = Math.min(size - collected, from.readableBytes());
        reserve(collected + count);
        from.readBytes(array, collected, count);
        collected += count;
    }

    private void reserve(int needed) {
        if (needed > array.length) {
            byte[] larger = arrays.apply((int) Math.min(size, Math.max(needed, 2L * array.length)));
            System.arraycopy(array, 0, larger, 0, collected);
            array = larger;
        }
    }

    boolean isComplete() {
        return collected == size;
    }

    /** How much memory the frame takes. */
    int room() {
        return array.length;
    }

    /** The complete frame. */
    Bytes frame() {
        return Bytes.wrap(array, 0, size);
    }
}
