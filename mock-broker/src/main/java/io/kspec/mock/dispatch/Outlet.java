package io.kspec.mock.dispatch;

import io.kspec.protocol.Bytes;

/** A client's connection, seen from inside. All calls come from the thread that owns the cluster. */
public interface Outlet {
    /**
     * Writes bytes as they are, without adding a size.
     *
     * @param written run on the owning thread when the bytes are on their way; never if the connection ends before
     */
    void write(Bytes bytes, Runnable written);

    /** Closes the connection when all is written that was to be written. */
    void close();

    /** Takes no more requests off the connection until {@link #resumeReading()}. */
    void pauseReading();

    void resumeReading();
}
