package io.kspec.mock.group.streams;

import java.util.Comparator;

/**
 * A task of a streams application.
 *
 * @param subtopology the id of the subtopology that it runs
 * @param partition the number of the partition that it reads of each of its source topics
 */
public record TaskId(String subtopology, int partition) implements Comparable<TaskId> {
    private static final Comparator<TaskId> ORDER =
            Comparator.comparing(TaskId::subtopology).thenComparingInt(TaskId::partition);

    @Override
    public int compareTo(TaskId other) {
        return ORDER.compare(this, other);
    }
}
