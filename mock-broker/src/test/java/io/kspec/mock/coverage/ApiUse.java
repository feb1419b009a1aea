package io.kspec.mock.coverage;

import io.kspec.mock.MockBroker;
import io.kspec.mock.dispatch.AnsweredVersions;
import io.kspec.mock.script.JournalEntry;
import java.util.SortedMap;
import java.util.TreeMap;

/** The versions of each API that mock brokers have answered. Thread-safe. */
public final class ApiUse {
    private final SortedMap<String, VersionSet> versions = new TreeMap<>();

    /** Records what a broker answers from now on. */
    public static ApiUse of(MockBroker broker) {
        ApiUse use = new ApiUse();
        AnsweredVersions answered = broker.advertisedVersions();
        broker.onEnded(entry -> use.add(entry, answered));
        return use;
    }

    private void add(JournalEntry entry, AnsweredVersions answered) {
        if (entry.api() != null
                && entry.response() != null
                && answered.of(entry.api()).contains(entry.version())) {
            add(entry.api().name(), VersionSet.parse(Integer.toString(entry.version())));
        }
    }

    synchronized void add(String api, VersionSet used) {
        versions.merge(api, used, VersionSet::plus);
    }

    /** The versions by name of the API. */
    public synchronized SortedMap<String, VersionSet> byApi() {
        return new TreeMap<>(versions);
    }
}
