package io.kspec.mock.script;

import io.kspec.mock.script.JournalEntry.RequestOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The most recent requests that the broker has received, and how it answered them. */
public final class Journal {
    private final int maxEntries;
    private final long maxBytes;
    private final TreeMap<Long, JournalEntry> entries = new TreeMap<>();
    private final List<Consumer<JournalEntry>> listeners = new ArrayList<>();
    private long next = 1;
    private long bytes;

    /**
     * Creates an empty journal.
     *
     * @param maxEntries the number of entries to keep, 0 or more
     * @param maxBytes the number of bytes of requests and responses to keep, 0 or more
     */
    public Journal(int maxEntries, long maxBytes) {
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Adds an entry, and returns the number that it gets. */
    public long begin(JournalEntry entry) {
        long number = next++;
        put(entry.withNumber(number));
        return number;
    }

    /** Changes an entry, unless it has already been dropped. */
    public void update(long number, UnaryOperator<JournalEntry> change) {
        JournalEntry before = entries.get(number);
        if (before != null) {
            bytes -= before.size();
            JournalEntry after = change.apply(before);
            put(after);
            if (after.outcome() != RequestOutcome.WAITING) {
                listeners.forEach(listener -> listener.accept(after));
            }
        }
    }

    /** Registers a listener for requests that have been answered, or have ended otherwise. */
    public void onEnded(Consumer<JournalEntry> listener) {
        listeners.add(listener);
    }

    /** All entries, oldest first. */
    public List<JournalEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    /** Removes all entries; numbering continues. */
    public void clear() {
        entries.clear();
        bytes = 0;
    }

    private void put(JournalEntry entry) {
        entries.put(entry.number(), entry);
        bytes += entry.size();
        while (entries.size() > maxEntries || (bytes > maxBytes && !entries.isEmpty())) {
            Map.Entry<Long, JournalEntry> oldest = entries.firstEntry();
            bytes -= oldest.getValue().size();
            entries.remove(oldest.getKey());
        }
    }
}
