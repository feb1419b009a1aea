package io.kspec.mock.group.share;

import io.kspec.protocol.KafkaUuid;
import java.util.UUID;

/** A partition of a topic, as one share group reads it. */
public record SharePartitionKey(String groupId, UUID topicId, int partition) {
    /** The key that FindCoordinator asks for: {@code groupId:topicId:partition}. */
    public String asCoordinatorKey() {
        return groupId + ":" + KafkaUuid.format(topicId) + ":" + partition;
    }
}
