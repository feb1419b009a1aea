package io.kspec.mock.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What the broker has seen and said, the latest of it. */
public final class Journal {
    private final int mostEntries;
    private final long mostBytes;
    private final TreeMap<Long, JournalEntry> entries = new TreeMap<>();
    private long next = 1;
    private long bytes;
    private long forgotten;

    /**
     * An empty journal.
     *
     * @param mostEntries how many entries it keeps, 0 or more
     * @param mostBytes how many bytes of requests and responses it keeps, 0 or more
     */
    public Journal(int mostEntries, long mostBytes) {
        this.mostEntries = mostEntries;
        this.mostBytes = mostBytes;
    }

    /** Begins an entry, which gets the next number. */
    public long begin(JournalEntry entry) {
        long number = next++;
        put(entry.withNumber(number));
        return number;
    }

    /** Says how a request went on; nothing if its entry is already forgotten. */
    public void update(long number, UnaryOperator<JournalEntry> change) {
        JournalEntry before = entries.get(number);
        if (before != null) {
            bytes -= before.size();
            put(change.apply(before));
        }
    }

    /** All entries, oldest first. */
    public List<JournalEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    /** How many entries are forgotten, for want of room. */
    public long forgotten() {
        return forgotten;
    }

    /** Forgets all, and counts on. */
    public void clear() {
        entries.clear();
        bytes = 0;
    }

    private void put(JournalEntry entry) {
        entries.put(entry.number(), entry);
        bytes += entry.size();
        while (entries.size() > mostEntries || (bytes > mostBytes && !entries.isEmpty())) {
            Map.Entry<Long, JournalEntry> oldest = entries.firstEntry();
            bytes -= oldest.getValue().size();
            entries.remove(oldest.getKey());
            forgotten++;
        }
    }
}
