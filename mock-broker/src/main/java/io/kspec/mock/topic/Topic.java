package io.kspec.mock.topic;

import io.kspec.mock.log.PartitionLog;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A topic and its partitions.
 *
 * @param partitions the logs of its partitions, in order of partition index
 */
public record Topic(String name, UUID id, TopicConfigs configs, List<PartitionLog> partitions) {
    public Topic {
        partitions = List.copyOf(partitions);
    }

    /** This topic with other configurations. */
    Topic with(TopicConfigs changed) {
        return new Topic(name, id, changed, partitions);
    }

    /** This topic with more partitions. */
    Topic withMore(List<PartitionLog> added) {
        return new Topic(
                name,
                id,
                configs,
                Stream.concat(partitions.stream(), added.stream()).toList());
    }

    /** The log of a partition, or empty if the topic has no such partition. */
    public Optional<PartitionLog> partition(int index) {
        return index >= 0 && index < partitions.size() ? Optional.of(partitions.get(index)) : Optional.empty();
    }
}
