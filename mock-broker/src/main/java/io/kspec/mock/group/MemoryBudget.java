package io.kspec.mock.group;

/** How much memory the groups hold, by rule of thumb, against how much they may, so that no client fills it. */
public final class MemoryBudget {
    /** What an entry takes beside its text: objects, and their places in maps. */
    private static final int OVERHEAD = 200;

    private final long capacity;
    private long held;

    public MemoryBudget(long capacity) {
        this.capacity = capacity;
    }

    /** What an entry with a text takes. */
    public static long of(String text) {
        return OVERHEAD + 2L * text.length();
    }

    public boolean hasRoomFor(long bytes) {
        return bytes <= capacity - held;
    }

    /** More is held now, or, if negative, less. */
    public void add(long bytes) {
        held += bytes;
    }
}
