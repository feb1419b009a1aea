package io.kspec.mock.group.share;

import java.util.UUID;

/** A partition that members of a share group may be assigned; several may have the same. */
public record SharedPartition(UUID topicId, int index) implements Comparable<SharedPartition> {
    @Override
    public int compareTo(SharedPartition other) {
        int byTopic = topicId.compareTo(other.topicId);
        return byTopic == 0 ? Integer.compare(index, other.index) : byTopic;
    }
}
