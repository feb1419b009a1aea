package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;

/** The sending side of a client's connection. All calls come from the thread that owns the cluster. */
public interface ResponseSink {
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
