package io.kspec.mock.topic;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.Optional;

/** How a request refers to a topic: by {@code Name} in old versions, by {@code TopicId} in new ones (KIP-516). */
public final class TopicReference {
    private TopicReference() {}

    public static Optional<Topic> find(TopicTable topics, Message asked) {
        return asked.has("TopicId") ? topics.find(asked.getUuid("TopicId")) : topics.find(asked.getString("Name"));
    }

    /** Copies the reference from the request into its result. */
    public static void copy(Message asked, MessageBuilder result) {
        String field = asked.has("TopicId") ? "TopicId" : "Name";
        result.set(field, asked.get(field));
    }
}
