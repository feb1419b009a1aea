package io.kspec.mock.group.streams;

import io.kspec.mock.group.MemoryBudget;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A part of a streams application that runs on its own.
 *
 * @param sourceTopics the topics that it reads
 * @param sourceTopicRegexes regular expressions for such topics
 * @param changelogTopics where it keeps a copy of its state; none if it has no state
 * @param repartitionSinkTopics the internal topics that it writes for other subtopologies
 * @param repartitionSourceTopics the internal topics that it reads of other subtopologies
 */
public record Subtopology(
        String id,
        List<String> sourceTopics,
        List<String> sourceTopicRegexes,
        List<InternalTopic> changelogTopics,
        List<String> repartitionSinkTopics,
        List<InternalTopic> repartitionSourceTopics,
        List<CopartitionGroup> copartitionGroups) {
    public Subtopology {
        sourceTopics = List.copyOf(sourceTopics);
        sourceTopicRegexes = List.copyOf(sourceTopicRegexes);
        changelogTopics = List.copyOf(changelogTopics);
        repartitionSinkTopics = List.copyOf(repartitionSinkTopics);
        repartitionSourceTopics = List.copyOf(repartitionSourceTopics);
        copartitionGroups = List.copyOf(copartitionGroups);
    }

    boolean isStateful() {
        return !changelogTopics.isEmpty();
    }

    /** The names of all topics that it reads. */
    List<String> inputs() {
        return Stream.concat(
                        sourceTopics.stream(), repartitionSourceTopics.stream().map(InternalTopic::name))
                .toList();
    }

    /** The names of the topics that must exist before it can run. */
    SortedSet<String> requiredTopics() {
        SortedSet<String> required = new TreeSet<>(inputs());
        changelogTopics.forEach(topic -> required.add(topic.name()));
        return required;
    }

    /** Whether the copartition groups name only topics that the subtopology reads. */
    boolean hasValidPositions() {
        return copartitionGroups.stream()
                .allMatch(group -> isWithin(group.sourceTopics(), sourceTopics.size())
                        && isWithin(group.repartitionSourceTopics(), repartitionSourceTopics.size()));
    }

    private static boolean isWithin(List<Integer> positions, int size) {
        return positions.stream().allMatch(position -> position >= 0 && position < size);
    }

    /** The names of the topics of each group of topics with the same number of partitions. */
    List<SortedSet<String>> copartitioned() {
        return copartitionGroups.stream()
                .map(group -> {
                    SortedSet<String> names = new TreeSet<>();
                    group.sourceTopics().forEach(index -> names.add(sourceTopics.get(index)));
                    group.repartitionSourceTopics()
                            .forEach(index ->
                                    names.add(repartitionSourceTopics.get(index).name()));
                    return names;
                })
                .toList();
    }

    /** One for itself, and one for each of its topics and copartition groups. */
    int size() {
        return 1 + inputs().size() + changelogTopics.size() + repartitionSinkTopics.size() + copartitionGroups.size();
    }

    /** The estimated memory of the subtopology, in bytes. */
    long heldBytes() {
        long names = Stream.of(sourceTopics, sourceTopicRegexes, repartitionSinkTopics)
                .flatMap(List::stream)
                .mapToLong(MemoryBudget::of)
                .sum();
        long internal = Stream.of(changelogTopics, repartitionSourceTopics)
                .flatMap(List::stream)
                .mapToLong(InternalTopic::heldBytes)
                .sum();
        long copartitioned = copartitionGroups.stream()
                .mapToLong(group -> group.sourceTopics().size()
                        + group.repartitionSourceTopics().size()
                        + 1L)
                .sum();
        return MemoryBudget.of(id) + names + internal + MemoryBudget.of("") * copartitioned;
    }
}
