package io.kspec.stage.net;

import io.kspec.protocol.Bytes;
import java.time.Duration;

/** How listening for a frame ended. */
public sealed interface Reception {

    /**
     * A frame was received.
     *
     * @param frame the frame, without its size
     */
    record Frame(Bytes frame) implements Reception {}

    /**
     * The target closed the connection.
     *
     * @param partial bytes received before, too few for a frame
     * @param reset whether by a TCP reset rather than an orderly close
     */
    record Closed(Bytes partial, boolean reset) implements Reception {}

    /**
     * The limit passed.
     *
     * @param waited the limit
     * @param partial bytes received, too few for a frame; empty if there were none
     */
    record TimedOut(Duration waited, Bytes partial) implements Reception {}

    /**
     * The bytes received begin with a size that no frame can have, so that no more can be read.
     *
     * @param size the claimed size
     * @param bytes the first bytes, size included, at most 256
     */
    record ImpossibleSize(int size, Bytes bytes) implements Reception {}
}
