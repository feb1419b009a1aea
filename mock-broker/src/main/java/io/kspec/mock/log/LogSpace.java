package io.kspec.mock.log;

/** A limit on the total size of all logs, so that no client can exhaust the memory. */
public final class LogSpace {
    private final long capacity;
    private long used;

    /**
     * Creates an empty log space.
     *
     * @param capacity the limit in bytes, 0 or more
     */
    public LogSpace(long capacity) {
        this.capacity = capacity;
    }

    /** The limit, in bytes. */
    public long capacity() {
        return capacity;
    }

    /** The number of bytes that can still be reserved. */
    public long free() {
        return capacity - used;
    }

    /** Reserves space; returns false, and reserves nothing, if there is not enough. */
    boolean take(long bytes) {
        if (bytes > capacity - used) {
            return false;
        }
        used += bytes;
        return true;
    }

    void giveBack(long bytes) {
        used -= bytes;
    }
}
