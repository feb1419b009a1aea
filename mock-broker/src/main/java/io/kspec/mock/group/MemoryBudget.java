package io.kspec.mock.group;

/** An estimate of the memory that groups use, and a limit on it, so that no client can exhaust the memory. */
public final class MemoryBudget {
    /** The estimated size of an entry in addition to its text: objects, and their slots in maps. */
    private static final int OVERHEAD = 200;

    private final long capacity;
    private long held;

    public MemoryBudget(long capacity) {
        this.capacity = capacity;
    }

    /** The estimated size of an entry with a text. */
    public static long of(String text) {
        return OVERHEAD + 2L * text.length();
    }

    public boolean hasRoomFor(long bytes) {
        return bytes <= capacity - held;
    }

    /** Adds to the memory in use; a negative number subtracts from it. */
    public void add(long bytes) {
        held += bytes;
    }
}
