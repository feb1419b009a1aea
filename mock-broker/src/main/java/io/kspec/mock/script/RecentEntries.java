package io.kspec.mock.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Journal entries with consecutive numbers, of which the oldest are dropped when they exceed a limit. */
final class RecentEntries {
    private static final int FIRST_CAPACITY = 16;

    private final int maxEntries;
    private final long maxBytes;
    private final Consumer<JournalEntry> onDrop;
    /** Each entry at its number modulo the length, which is a power of two. */
    private @Nullable JournalEntry[] ring = new JournalEntry[FIRST_CAPACITY];

    private long first = 1;
    private int count;
    private long bytes;

    /** Holds entries from number 1 on. */
    RecentEntries(int maxEntries, long maxBytes, Consumer<JournalEntry> onDrop) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        this.onDrop = onDrop;
    }

    /** Adds the entry with the next number. */
    void add(JournalEntry entry) {
        if (count == ring.length) {
            grow();
        }
        ring[place(first + count)] = entry;
        count++;
        bytes += entry.size();
        trim();
    }

    /** The entry with a number, or null if it has been dropped. */
    @Nullable JournalEntry find(long number) {
        return number >= first && number < first + count ? ring[place(number)] : null;
    }

    /** Replaces the entry with the same number, which must be present. */
    void replace(JournalEntry entry) {
        int place = place(entry.number());
        JournalEntry before = ring[place];
        ring[place] = entry;
        bytes += entry.size() - (before == null ? 0 : before.size());
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
        ring = new JournalEntry[2 * ring.length];
        for (JournalEntry entry : smaller) {
            if (entry != null) {
                ring[place(entry.number())] = entry;
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
        JournalEntry oldest = ring[place];
        ring[place] = null;
        first++;
        count--;
        if (oldest != null) {
            bytes -= oldest.size();
            onDrop.accept(oldest);
        }
    }
}
