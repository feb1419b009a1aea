package io.kspec.mock.api;

import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.Optional;

/** Topics in requests that go by {@code Name} in old versions and by {@code TopicId} in new ones (KIP-516). */
final class TopicNames {
    private TopicNames() {}

    static Optional<Topic> find(TopicTable topics, Message asked) {
        return asked.has("TopicId") ? topics.find(asked.getUuid("TopicId")) : topics.find(asked.getString("Name"));
    }

    /** Names the topic of a result as the request named it. */
    static void copy(Message asked, MessageBuilder result) {
        String field = asked.has("TopicId") ? "TopicId" : "Name";
        result.set(field, asked.get(field));
    }
}
