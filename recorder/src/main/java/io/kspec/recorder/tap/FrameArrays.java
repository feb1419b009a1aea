package io.kspec.recorder.tap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays for large frames, which are used again once the frames are written: memory that was not in use for long costs more than
 * the copy into it. Any thread may call it.
 */
final class FrameArrays {
    /** Smaller arrays are left to the garbage collector. */
    private static final int SMALLEST = 32 << 10;
    /** The bytes that are kept for further frames. */
    private static final long MOST_BYTES = 16L << 20;

    private final Map<Integer, Deque<byte[]>> free = new HashMap<>();
    private long freeBytes;

    /** An array of at least a size. */
    byte[] take(int size) {
        if (size < SMALLEST) {
            return new byte[size];
        }
        int length = rounded(size);
        byte[] array;
        synchronized (free) {
            Deque<byte[]> same = free.get(length);
            array = same == null ? null : same.poll();
            freeBytes -= array == null ? 0 : length;
        }
        return array == null ? new byte[length] : array;
    }

    /** Takes an array that nothing refers to any more, such as one that it gave. */
    void giveBack(byte[] array) {
        int length = array.length;
        if (length < SMALLEST || length != rounded(length)) {
            return;
        }
        synchronized (free) {
            if (freeBytes + length <= MOST_BYTES) {
                freeBytes += length;
                free.computeIfAbsent(length, none -> new ArrayDeque<>()).push(array);
            }
        }
    }

    /** The next size of four between a power of two and the next. */
    private static int rounded(int size) {
        int step = Integer.highestOneBit(size) / 4;
        return (size + step - 1) / step * step;
    }
}
