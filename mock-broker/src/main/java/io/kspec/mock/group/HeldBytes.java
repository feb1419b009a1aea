package io.kspec.mock.group;

/** How much memory the groups hold, by rule of thumb, against how much they may, so that no client fills it. */
final class HeldBytes {
    /** What an entry takes beside its text: objects, and their places in maps. */
    private static final int OVERHEAD = 200;

    private final long capacity;
    private long held;

    HeldBytes(long capacity) {
        this.capacity = capacity;
    }

    /** What an entry with a text takes. */
    static long of(String text) {
        return OVERHEAD + 2L * text.length();
    }

    boolean hasRoomFor(long bytes) {
        return bytes <= capacity - held;
    }

    /** More is held now, or, if negative, less. */
    void add(long bytes) {
        held += bytes;
    }
}
