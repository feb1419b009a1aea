package io.kspec.mock.group.streams;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a streams application consists of, as its first member has told.
 *
 * @param epoch grows when the application changes
 */
public record StreamsTopology(int epoch, List<Subtopology> subtopologies) {
    public StreamsTopology {
        subtopologies = List.copyOf(subtopologies);
    }

    /** The names of the topics that must exist before it can run. */
    SortedSet<String> requiredTopics() {
        SortedSet<String> required = new TreeSet<>();
        subtopologies.forEach(subtopology -> required.addAll(subtopology.requiredTopics()));
        return required;
    }

    /** The names of all topics that it reads and writes. */
    public List<String> topics() {
        SortedSet<String> names = requiredTopics();
        subtopologies.forEach(subtopology -> names.addAll(subtopology.repartitionSinkTopics()));
        return List.copyOf(names);
    }

    /** The id of the subtopology that reads a topic; null if none does. */
    @Nullable String reader(String topic) {
        return subtopologies.stream()
                .filter(subtopology -> subtopology.inputs().contains(topic))
                .map(Subtopology::id)
                .findFirst()
                .orElse(null);
    }

    /** The number of its subtopologies, topics and copartition groups. */
    int size() {
        return subtopologies.stream().mapToInt(Subtopology::size).sum();
    }

    /** The estimated memory of the topology, in bytes. */
    long heldBytes() {
        return subtopologies.stream().mapToLong(Subtopology::heldBytes).sum();
    }
}
