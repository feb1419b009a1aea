package io.kspec.mock.fetch;

import io.kspec.protocol.message.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a Fetch request refers to a partition: by the topic's name before version 13, by its id from then on (KIP-516).
 *
 * @param topic the topic's name, or null if its id is given
 * @param topicId the topic's id; zero if its name is given
 * @param index the partition's index
 */
public record PartitionKey(@Nullable String topic, UUID topicId, int index) {
    private static final UUID NO_ID = new UUID(0, 0);

    /** Reads the reference from a topic's entry in a request. */
    static PartitionKey of(Message topic, int index) {
        return topic.has("TopicId")
                ? new PartitionKey(null, topic.getUuid("TopicId"), index)
                : new PartitionKey(topic.getString("Topic"), NO_ID, index);
    }

    boolean hasSameTopic(PartitionKey other) {
        return topicId.equals(other.topicId) && (topic == null ? other.topic == null : topic.equals(other.topic));
    }
}
