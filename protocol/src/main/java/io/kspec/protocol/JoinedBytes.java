package io.kspec.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sequences of bytes one after the other, copied into one array when that is asked for, and only once. */
final class JoinedBytes {
    private final List<Bytes> pieces;
    private final int size;
    private byte @Nullable [] array;

    /**
     * @param pieces two or more, none of them empty or joined
     */
    private JoinedBytes(List<Bytes> pieces, int size) {
        this.pieces = pieces;
        this.size = size;
    }

    static JoinedBytes of(List<Bytes> sequences) {
        List<Bytes> pieces = new ArrayList<>();
        int size = 0;
        for (Bytes sequence : sequences) {
            size = Math.addExact(size, sequence.size());
            if (!sequence.isEmpty()) {
                pieces.addAll(sequence.pieces());
            }
        }
        return new JoinedBytes(List.copyOf(pieces), size);
    }

    int size() {
        return size;
    }

    /** The first piece. */
    Bytes first() {
        return pieces.get(0);
    }

    List<Bytes> pieces() {
        return pieces;
    }

    synchronized byte[] array() {
        byte[] all = array;
        if (all == null) {
            all = new byte[size];
            copyTo(all, 0);
            array = all;
        }
        return all;
    }

    void copyTo(byte[] destination, int at) {
        int next = at;
        for (Bytes piece : pieces) {
            piece.copyTo(destination, next);
            next += piece.size();
        }
    }

    /** The pieces between two positions. */
    List<Bytes> slice(int from, int to) {
        List<Bytes> slice = new ArrayList<>();
        int start = 0;
        for (Bytes piece : pieces) {
            int end = start + piece.size();
            if (start < to && end > from) {
                slice.add(piece.slice(Math.max(from, start) - start, Math.min(to, end) - start));
            }
            start = end;
        }
        return slice;
    }
}
