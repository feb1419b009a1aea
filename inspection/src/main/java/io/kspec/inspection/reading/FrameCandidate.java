package io.kspec.inspection.reading;

import io.kspec.protocol.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A possible frame.
 *
 * @param bytes header and body
 * @param announcedSize the four-byte size before it, or null if there is none
 */
record FrameCandidate(Bytes bytes, @Nullable Integer announcedSize) {
    private static final int SIZE = 4;
    /** How far off a broker's size may be: by the size itself, or by a correlation id. */
    private static final int MISCOUNT = 8;
    /** The default size limit of brokers and clients, in bytes. */
    private static final int MOST = 100 << 20;

    /** The bytes as a frame without its size. */
    static FrameCandidate bare(Bytes bytes) {
        return new FrameCandidate(bytes, null);
    }

    /**
     * The bytes as one frame after its size, whatever that is; empty if there are too few. A number that occurs twice is
     * a correlation id rather than a size.
     */
    static List<FrameCandidate> afterAnySize(Bytes bytes) {
        boolean doubled = bytes.size() >= SIZE + SIZE && bytes.getInt(0) == bytes.getInt(SIZE);
        return bytes.size() <= SIZE || doubled
                ? List.of()
                : List.of(new FrameCandidate(bytes.slice(SIZE), bytes.getInt(0)));
    }

    /**
     * Whether the number before it can be its size: there is none, it is nearly right, or it is larger because the end
     * of the frame is missing.
     */
    boolean isCredible() {
        return announcedSize == null || (announcedSize >= bytes.size() - MISCOUNT && announcedSize <= MOST);
    }

    /** Whether it is shorter than its announced size. */
    boolean isCutOff() {
        return announcedSize != null && announcedSize > bytes.size();
    }

    /** The frames at the start of the bytes, each after its size; the last may be cut off. */
    static List<FrameCandidate> leading(Bytes bytes) {
        List<FrameCandidate> frames = new ArrayList<>();
        Bytes rest = bytes;
        while (rest.size() >= SIZE + SIZE && rest.getInt(0) >= SIZE) {
            int size = rest.getInt(0);
            int there = Math.min(size, rest.size() - SIZE);
            frames.add(new FrameCandidate(rest.slice(SIZE, SIZE + there), size));
            rest = rest.slice(SIZE + there);
        }
        return frames;
    }

    /** The bytes as consecutive frames, each after its size; empty if they are not. */
    static List<FrameCandidate> consecutive(Bytes bytes) {
        List<FrameCandidate> frames = new ArrayList<>();
        Bytes rest = bytes;
        while (rest.size() > SIZE) {
            int size = rest.getInt(0);
            if (size < SIZE || size > rest.size() - SIZE) {
                return List.of();
            }
            frames.add(new FrameCandidate(rest.slice(SIZE, SIZE + size), size));
            rest = rest.slice(SIZE + size);
        }
        return rest.isEmpty() ? frames : List.of();
    }

    /** Every way to split the bytes into frames, likeliest first. */
    static List<List<FrameCandidate>> readings(Bytes bytes) {
        List<List<FrameCandidate>> readings = new ArrayList<>();
        readings.add(consecutive(bytes));
        readings.add(List.of(bare(bytes)));
        readings.add(afterAnySize(bytes));
        readings.removeIf(List::isEmpty);
        return readings;
    }
}
