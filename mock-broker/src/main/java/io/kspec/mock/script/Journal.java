package io.kspec.mock.script;

import io.kspec.mock.script.JournalEntry.RequestOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The most recent requests that the broker has received, and how it answered them. Requests that the journal drops while they
 * are waiting are still told to listeners when they end, within limits.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Journal {
    private static final int MAX_DROPPED = 1_000;
    private static final long MAX_DROPPED_BYTES = 16L << 20;

    /** The entries of requests that are waiting although they have been dropped from the journal. */
    private final DroppedEntries dropped = new DroppedEntries();

    private final RecentEntries kept;
    private final List<Consumer<JournalEntry>> listeners = new ArrayList<>();
    private long next = 1;

    /**
     * Creates an empty journal.
     *
     * @param maxEntries the number of entries to keep, 0 or more
     * @param maxBytes the number of bytes of requests and responses to keep, 0 or more
     */
    public Journal(int maxEntries, long maxBytes) {
        this.kept = new RecentEntries(maxEntries, maxBytes, dropped::put);
    }

    /** Adds an entry, and returns the number that it gets. */
    public long begin(JournalEntry entry) {
        long number = next++;
        kept.add(entry.withNumber(number));
        return number;
    }

    /** Changes an entry. Has no effect once the entry has been dropped, unless its request is still waiting. */
    public void update(long number, UnaryOperator<JournalEntry> change) {
        JournalEntry before = kept.find(number);
        boolean isKept = before != null;
        before = isKept ? before : dropped.remove(number);
        if (before == null) {
            return;
        }
        JournalEntry after = change.apply(before);
        if (isKept) {
            kept.replace(after);
        } else if (after.outcome() == RequestOutcome.WAITING) {
            dropped.put(after);
        }
        if (after.outcome() != RequestOutcome.WAITING) {
            listeners.forEach(listener -> listener.accept(after));
        }
    }

    /** Registers a listener for requests that have been answered, or have ended otherwise. */
    public void onEnded(Consumer<JournalEntry> listener) {
        listeners.add(listener);
    }

    /** All entries, oldest first. */
    public List<JournalEntry> entries() {
        return kept.all();
    }

    /** Removes all entries; numbering continues. */
    public void clear() {
        kept.clear();
    }

    /** The entries by number, of which the oldest are forgotten when they exceed a limit. */
    private static final class DroppedEntries {
        private final TreeMap<Long, JournalEntry> byNumber = new TreeMap<>();
        private long bytes;

        /** Adds an entry whose number is not present. */
        void put(JournalEntry entry) {
            byNumber.put(entry.number(), entry);
            bytes += entry.size();
            while (byNumber.size() > MAX_DROPPED || (bytes > MAX_DROPPED_BYTES && !byNumber.isEmpty())) {
                bytes -= byNumber.pollFirstEntry().getValue().size();
            }
        }

        @Nullable JournalEntry remove(long number) {
            JournalEntry entry = byNumber.isEmpty() ? null : byNumber.remove(number);
            bytes -= entry == null ? 0 : entry.size();
            return entry;
        }
    }
}
