package io.kspec.stage.net;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes to and from the target; every operation ends by its deadline. */
interface Wire extends AutoCloseable {
    /** What {@link #read} returns if the target sends nothing more. */
    int END = -1;

    /** Writes all bytes; returns false if the deadline passed before. */
    boolean write(ByteBuffer bytes, Deadline deadline) throws IOException;

    /** Reads at least one byte; returns their number, 0 if the deadline passed before, or {@link #END}. */
    int read(ByteBuffer into, Deadline deadline) throws IOException;

    @Override
    void close();
}
