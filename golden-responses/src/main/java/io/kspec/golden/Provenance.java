package io.kspec.golden;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where the captures of a release come from.
 *
 * @param broker the broker and its release: {@code Apache Kafka 4.3.1}
 * @param origin the artifact that was started, and how
 * @param captured the day of the last recapture that changed something
 * @param kspec the version of kspec that captured on that day
 * @param config the broker's configuration where it is not the default, without addresses and paths
 */
public record Provenance(
        String broker, String origin, LocalDate captured, String kspec, SortedMap<String, String> config) {
    public Provenance {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    }

    /** Whether the other one describes the same broker with the same configuration, captured on any day. */
    public boolean isOfSameBroker(Provenance other) {
        return broker.equals(other.broker) && origin.equals(other.origin) && config.equals(other.config);
    }
}
