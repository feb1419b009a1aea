package io.kspec.protocol.record;

import io.kspec.protocol.Bytes;
import java.io.IOException;

/**
 * Computes the decompressed size of an LZ4 block from its sequences, so that no more memory is allocated than needed: a
 * frame of twenty bytes may announce blocks of 4 MiB.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">LZ4 block format</a>
 */
final class Lz4Block {
    private static final int LONG = 15;
    private static final int OFFSET_SIZE = 2;
    private static final int SHORTEST_MATCH = 4;

    private final Bytes block;
    private int at;

    private Lz4Block(Bytes block) {
        this.block = block;
    }

    /**
     * The decompressed size of a block, if it is valid.
     *
     * @throws IOException if its last sequence is truncated
     */
    static int decompressedSize(Bytes block) throws IOException {
        return new Lz4Block(block).size();
    }

    private int size() throws IOException {
        long size = 0;
        while (at < block.size()) {
            int token = next();
            int literals = length(token >> 4);
            size += literals;
            at += literals;
            if (at == block.size()) {
                break; // the last sequence has literals alone
            }
            at += OFFSET_SIZE;
            size += SHORTEST_MATCH + length(token & LONG);
        }
        if (at > block.size()) {
            throw cut();
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private int length(int first) throws IOException {
        int length = first;
        if (first == LONG) {
            int more;
            do {
                more = next();
                length += more;
            } while (more == 0xff);
        }
        return length;
    }

    private int next() throws IOException {
        if (at >= block.size()) {
            throw cut();
        }
        return block.get(at++) & 0xff;
    }

    private static IOException cut() {
        return new IOException("a block that is not LZ4: its last sequence is cut");
    }
}
