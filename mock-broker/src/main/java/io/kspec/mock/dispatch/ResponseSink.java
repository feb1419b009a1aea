package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;

/** The sending side of a client's connection. All calls come from the thread that owns the cluster. */
public interface ResponseSink {
    /**
     * Writes a response, with its size. The responses to requests that have arrived together may leave together.
     *
     * @param next run on the owning thread once the next response may follow, which is at once unless the client reads too slowly;
     *     never, if the connection closes first
     */
    void respond(Bytes response, Runnable next);

    /**
     * Writes bytes unchanged, without adding a size.
     *
     * @param written run on the owning thread once the bytes are sent; never, if the connection closes first
     */
    void write(Bytes bytes, Runnable written);

    /** Closes the connection after all pending writes. */
    void close();

    /** Resets the connection after all pending writes, so that the client sees an error rather than the end of the stream. */
    void reset();

    /** Stops reading requests from the connection until {@link #resumeReading()}. */
    void pauseReading();

    void resumeReading();
}
