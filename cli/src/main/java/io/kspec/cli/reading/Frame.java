package io.kspec.cli.reading;

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

    /** The bytes as a frame whose size is not among them. */
    static Frame bare(Bytes bytes) {
        return new Frame(bytes, null);
    }

    /** The bytes as one frame after its size, whatever that says; empty if there are too few. */
    static List<Frame> afterAnySize(Bytes bytes) {
        return bytes.size() <= SIZE ? List.of() : List.of(new Frame(bytes.slice(SIZE), bytes.getInt(0)));
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
