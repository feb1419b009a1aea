package io.kspec.mock.group.streams;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a topology means with the topics that exist.
 *
 * @param subtopologies by id; null if that cannot be told
 * @param missing the internal topics that are to be created
 * @param problem why the application cannot run; null if it can
 */
record ConfiguredTopology(
        @Nullable SortedMap<String, ConfiguredSubtopology> subtopologies,
        List<InternalTopic> missing,
        @Nullable GroupStatus problem) {
    ConfiguredTopology {
        subtopologies = subtopologies == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(subtopologies));
        missing = List.copyOf(missing);
    }

    /**
     * A subtopology with the numbers of partitions of its internal topics.
     *
     * @param tasks how many tasks it has: one for each partition of its largest source topic
     */
    record ConfiguredSubtopology(Subtopology subtopology, int tasks) {}

    static ConfiguredTopology impossible(GroupStatus problem) {
        return new ConfiguredTopology(null, List.of(), problem);
    }

    /** The subtopologies if the application can run, else none. */
    SortedMap<String, ConfiguredSubtopology> running() {
        SortedMap<String, ConfiguredSubtopology> all = subtopologies;
        return all == null || problem != null ? Collections.emptySortedMap() : all;
    }

    boolean isReady() {
        return problem == null;
    }
}
