package io.kspec.recorder.tap;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Collects what a file gets, in blocks of memory that another thread writes. Its caller's lock guards it, except for
 * {@link Piece#write}.
 */
final class FileSink extends OutputStream {
    static final int BLOCK = 1 << 20;
    /** The blocks that are kept for what follows. */
    private static final int MOST_FREE = 16;

    private final DiskFile file;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private final List<Piece> full = new ArrayList<>();
    private ByteBuffer block = newBlock();
    /** Where the block begins in the file. */
    private long start;
    /** How many bytes of the block are taken. */
    private int taken;

    private long written;

    private FileSink(DiskFile file) {
        this.file = file;
    }

    /** Creates a file, or overwrites it. */
    static FileSink open(Path file) throws IOException {
        return new FileSink(DiskFile.open(file));
    }

    private static ByteBuffer newBlock() {
        return ByteBuffer.allocateDirect(BLOCK + DiskFile.ALIGNMENT)
                .alignedSlice(DiskFile.ALIGNMENT)
                .slice(0, BLOCK);
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        for (int from = offset; from < offset + length; ) {
            int count = Math.min(offset + length - from, block.remaining());
            block.put(bytes, from, count);
            from += count;
            if (!block.hasRemaining()) {
                full.add(rest());
                ByteBuffer used = free.poll();
                block = used == null ? newBlock() : used.clear();
                start += BLOCK;
                taken = 0;
            }
        }
    }

    /** What the block has that is not taken yet. */
    private Piece rest() {
        Piece piece = new Piece(this, block, taken, block.position(), start);
        taken = block.position();
        return piece;
    }

    /** Whether a block is full, and not taken yet. */
    boolean hasFull() {
        return !full.isEmpty();
    }

    /** How many bytes are not in the file yet. */
    long unwritten() {
        return start + block.position() - written;
    }

    /**
     * Takes what is to be written.
     *
     * @param all also of a block that is not full yet
     */
    List<Piece> take(boolean all) {
        List<Piece> pieces = new ArrayList<>(full);
        full.clear();
        if (all && block.position() > taken) {
            pieces.add(rest());
        }
        return pieces;
    }

    /** Takes back a piece that is in the file. */
    private void giveBack(Piece piece) {
        written += piece.to() - piece.from();
        if (piece.to() == BLOCK && free.size() < MOST_FREE) {
            free.push(piece.block());
        }
    }

    /** Closes the file. What was not written is lost. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Bytes of a block that are to be written.
     *
     * @param start where the block begins in the file
     */
    record Piece(FileSink sink, ByteBuffer block, int from, int to, long start) {
        /**
         * Writes the piece, without a lock.
         *
         * @param cached whether the system's cache is to take it, even if it is a whole block
         */
        void write(boolean cached) throws IOException {
            ByteBuffer bytes = block.duplicate().limit(to).position(from);
            if (cached || to - from < BLOCK) {
                sink.file.write(bytes, start + from);
            } else {
                sink.file.writeBlock(bytes, start);
            }
        }

        /** Says that it was written, so that its block can be used again. */
        void written() {
            sink.giveBack(this);
        }
    }
}
