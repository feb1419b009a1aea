package io.kspec.mock.group.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task of a streams application.
 *
 * @param subtopology the id of the subtopology that it runs
 * @param partition the number of the partition that it reads of each of its source topics
 */
public record TaskId(String subtopology, int partition) implements Comparable<TaskId> {
    private static final Comparator<TaskId> ORDER =
            Comparator.comparing(TaskId::subtopology).thenComparingInt(TaskId::partition);

    /** The partitions of tasks, in their order, by the subtopology. */
    public static SortedMap<String, List<Integer>> bySubtopology(Collection<TaskId> tasks) {
        SortedMap<String, List<Integer>> partitions = new TreeMap<>();
        tasks.forEach(task -> partitions
                .computeIfAbsent(task.subtopology(), absent -> new ArrayList<>())
                .add(task.partition()));
        return partitions;
    }

    @Override
    public int compareTo(TaskId other) {
        return ORDER.compare(this, other);
    }
}
