package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame as it may be.
 *
 * @param bytes header and body
 * @param announcedSize what the four bytes before it say, or null if there were none
 */
record Frame(Bytes bytes, @Nullable Integer announcedSize) {
    private static final int SIZE = 4;
    /** By so much a broker may miscount: the size itself, or a correlation id, more or less. */
    private static final int MISCOUNT = 8;
    /** What brokers and clients take for the largest frame unless told otherwise, in bytes. */
    private static final int MOST = 100 << 20;

    /** The bytes as a frame whose size is not among them. */
    static Frame bare(Bytes bytes) {
        return new Frame(bytes, null);
    }

    /**
     * The bytes as one frame after its size, whatever that says; empty if there are too few. A number that stands there
     * twice is a correlation id, though, and no size.
     */
    static List<Frame> afterAnySize(Bytes bytes) {
        boolean doubled = bytes.size() >= SIZE + SIZE && bytes.getInt(0) == bytes.getInt(SIZE);
        return bytes.size() <= SIZE || doubled ? List.of() : List.of(new Frame(bytes.slice(SIZE), bytes.getInt(0)));
    }

    /**
     * Whether the number before it may well be its size: none, nearly the right one, or a larger one because the end of
     * the frame is missing.
     */
    boolean isCredible() {
        return announcedSize == null || (announcedSize >= bytes.size() - MISCOUNT && announcedSize <= MOST);
    }

    /** Whether it is shorter than the number before it says. */
    boolean isCutOff() {
        return announcedSize != null && announcedSize > bytes.size();
    }

    /** The frames at the beginning of the bytes, each after its size; the last may be cut off. */
    static List<Frame> asManyAsThereAre(Bytes bytes) {
        List<Frame> frames = new ArrayList<>();
        Bytes rest = bytes;
        while (rest.size() >= SIZE + SIZE && rest.getInt(0) >= SIZE) {
            int size = rest.getInt(0);
            int there = Math.min(size, rest.size() - SIZE);
            frames.add(new Frame(rest.slice(SIZE, SIZE + there), size));
            rest = rest.slice(SIZE + there);
        }
        return frames;
    }

    /** The bytes as frames in a row, each after its size; empty if they are not. */
    static List<Frame> inARow(Bytes bytes) {
        List<Frame> frames = new ArrayList<>();
        Bytes rest = bytes;
        while (rest.size() > SIZE) {
            int size = rest.getInt(0);
            if (size < SIZE || size > rest.size() - SIZE) {
                return List.of();
            }
            frames.add(new Frame(rest.slice(SIZE, SIZE + size), size));
            rest = rest.slice(SIZE + size);
        }
        return rest.isEmpty() ? frames : List.of();
    }
}
