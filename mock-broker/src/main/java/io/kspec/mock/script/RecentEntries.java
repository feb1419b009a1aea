package io.kspec.mock.script;

import io.kspec.mock.script.JournalEntry.RequestOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Journal entries with consecutive numbers, of which the oldest are dropped when they exceed a limit. */
final class RecentEntries {
    private static final int FIRST_CAPACITY = 16;

    private final int maxEntries;
    private final long maxBytes;
    private final Consumer<JournalEntry> waitingDropped;
    /** Each entry at its number modulo the length, which is a power of two. */
    private @Nullable JournalEntry[] ring = new JournalEntry[FIRST_CAPACITY];
    /**
     * The size of each entry, in its place, and whether its request waits. Dropping an entry does not read it, since old ones are no
     * longer in the processor's cache.
     */
    private int[] sizes = new int[FIRST_CAPACITY];

    private boolean[] waiting = new boolean[FIRST_CAPACITY];

    private long first = 1;
    private int count;
    private long bytes;

    /**
     * Holds entries from number 1 on.
     *
     * @param waitingDropped is passed the entries that are dropped although their requests are waiting
     */
    RecentEntries(int maxEntries, long maxBytes, Consumer<JournalEntry> waitingDropped) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.waitingDropped = waitingDropped;
    }

    /** Adds the entry with the next number. */
    void add(JournalEntry entry) {
        if (count == ring.length) {
            grow();
        }
        put(place(first + count), entry);
        count++;
        trim();
    }

    private void put(int place, JournalEntry entry) {
        int size = entry.size();
        ring[place] = entry;
        bytes += size - sizes[place];
        sizes[place] = size;
        waiting[place] = entry.outcome() == RequestOutcome.WAITING;
    }

    /** The entry with a number, or null if it has been dropped. */
    @Nullable JournalEntry find(long number) {
        return number >= first && number < first + count ? ring[place(number)] : null;
    }

    /** Replaces the entry with the same number, which must be present. */
    void replace(JournalEntry entry) {
        put(place(entry.number()), entry);
        trim();
    }

    /** All entries, oldest first. */
    List<JournalEntry> all() {
        List<JournalEntry> all = new ArrayList<>(count);
        for (long number = first; number < first + count; number++) {
            JournalEntry entry = ring[place(number)];
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    /** Drops all entries. */
    void clear() {
        while (count > 0) {
            dropOldest();
        }
    }

    private int place(long number) {
        return (int) number & ring.length - 1;
    }

    private void grow() {
        @Nullable JournalEntry[] smaller = ring;
        ring = new JournalEntry[2 * smaller.length];
        sizes = new int[ring.length];
        waiting = new boolean[ring.length];
        bytes = 0;
        for (JournalEntry entry : smaller) {
            if (entry != null) {
                put(place(entry.number()), entry);
            }
        }
    }

    private void trim() {
        while (count > 0 && (count > maxEntries || bytes > maxBytes)) {
            dropOldest();
        }
    }

    private void dropOldest() {
        int place = place(first);
        JournalEntry oldest = waiting[place] ? ring[place] : null;
        ring[place] = null;
        bytes -= sizes[place];
        sizes[place] = 0;
        first++;
        count--;
        if (oldest != null) {
            waitingDropped.accept(oldest);
        }
    }
}
