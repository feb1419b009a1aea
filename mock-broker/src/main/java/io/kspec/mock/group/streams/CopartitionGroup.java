package io.kspec.mock.group.streams;

import java.util.List;

/**
 * Source topics of a subtopology that must have the same number of partitions.
 *
 * @param sourceTopics as positions in the subtopology's source topics
 * @param sourceTopicRegexes as positions in its regular expressions
 * @param repartitionSourceTopics as positions in its repartition source topics
 */
public record CopartitionGroup(
        List<Integer> sourceTopics, List<Integer> sourceTopicRegexes, List<Integer> repartitionSourceTopics) {
    public CopartitionGroup {
        sourceTopics = List.copyOf(sourceTopics);
        sourceTopicRegexes = List.copyOf(sourceTopicRegexes);
        repartitionSourceTopics = List.copyOf(repartitionSourceTopics);
    }
}
