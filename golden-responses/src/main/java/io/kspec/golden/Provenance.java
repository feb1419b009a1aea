package io.kspec.golden;

import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where captured bytes come from.
 *
 * @param broker the broker and its release: {@code Apache Kafka 4.3.1}
 * @param origin the artifact that it was, and how it was started
 * @param captured the day
 * @param kspec the version of kspec that captured them
 * @param config what the broker said of its own configuration where that was not the default; no addresses or paths
 */
public record Provenance(
        String broker, String origin, LocalDate captured, String kspec, SortedMap<String, String> config) {
    public Provenance {
        config = Collections.unmodifiableSortedMap(new TreeMap<>(config));
    }
}
