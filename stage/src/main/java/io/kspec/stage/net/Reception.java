package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import java.time.Duration;

/** What came of listening for a frame. */
public sealed interface Reception {

    /**
     * A frame came.
     *
     * @param frame the frame, without its size
     */
    record Frame(Bytes frame) implements Reception {}

    /**
     * The target closed the connection.
     *
     * @param partial bytes that came before, too few for a frame
     * @param reset whether it did so by a reset rather than in order
     */
    record Closed(Bytes partial, boolean reset) implements Reception {}

    /**
     * The time passed.
     *
     * @param waited how long was listened
     * @param partial bytes that came, too few for a frame; empty in silence
     */
    record TimedOut(Duration waited, Bytes partial) implements Reception {}

    /**
     * Bytes came that begin with a size which no frame can have; there is no reading on.
     *
     * @param size the size, as they say it
     * @param bytes the first bytes, size included, at most 256
     */
    record ImpossibleSize(int size, Bytes bytes) implements Reception {}
}
