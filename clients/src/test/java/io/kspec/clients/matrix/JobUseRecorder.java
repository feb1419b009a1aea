package io.kspec.clients.matrix;

import io.kspec.mock.MockBroker;
import io.kspec.mock.coverage.VersionSet;
import io.kspec.mock.script.JournalEntry;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Records which versions of which APIs a broker answers while the jobs of a client are played, one after the other. What a client
 * sends in the background after its job has ended counts for the next one. Thread-safe.
 */
final class JobUseRecorder {
    private final SortedMap<String, SortedMap<String, VersionSet>> byJob = new TreeMap<>();
    private SortedMap<String, VersionSet> current = new TreeMap<>();

    private JobUseRecorder() {}

    static JobUseRecorder of(MockBroker broker) {
        JobUseRecorder recorder = new JobUseRecorder();
        broker.onEnded(recorder::add);
        return recorder;
    }

    private synchronized void add(JournalEntry entry) {
        if (entry.api() != null && entry.response() != null) {
            current.merge(entry.api().name(), VersionSet.parse(Integer.toString(entry.version())), VersionSet::plus);
        }
    }

    synchronized void ended(String job) {
        byJob.put(job, current);
        current = new TreeMap<>();
    }

    synchronized SortedMap<String, SortedMap<String, VersionSet>> byJob() {
        return new TreeMap<>(byJob);
    }
}
