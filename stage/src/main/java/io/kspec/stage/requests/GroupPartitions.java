package io.kspec.stage.requests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of which a group's committed offsets are asked for.
 *
 * @param topics null for all that the group has committed, from version 2 on
 */
public record GroupPartitions(String groupId, @Nullable List<TopicPartitions> topics) {
    public GroupPartitions {
        topics = topics == null ? null : List.copyOf(topics);
    }

    /** All partitions that the group has committed an offset of. */
    public static GroupPartitions all(String groupId) {
        return new GroupPartitions(groupId, null);
    }

    /** Partitions of one topic. */
    public record TopicPartitions(TopicIdentity topic, List<Integer> partitions) {
        public TopicPartitions {
            partitions = List.copyOf(partitions);
        }
    }
}
