package io.kspec.mock.log;

/** How much all logs of a broker may hold together, so that no client fills the memory. */
public final class LogSpace {
    private final long capacity;
    private long used;

    /**
     * Room for so much.
     *
     * @param capacity in bytes, 0 or more
     */
    public LogSpace(long capacity) {
        this.capacity = capacity;
    }

    /** Takes room, or says that there is not enough. */
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
