package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Metadata requests. Only {@link #creating} creates topics, where the version can forbid that (version 4 on). */
public final class MetadataRequests {
    private MetadataRequests() {}

    /** Asks for all topics: with null, or at version 0 with an empty array. */
    public static ClientRequest allTopics() {
        return creatingNone(
                body -> body.set("Topics", body.spec().field("Topics").nullable() ? null : List.of()));
    }

    /** Asks for the brokers alone. Version 0 cannot ask for no topics: its answer has all of them. */
    public static ClientRequest noTopics() {
        return topics(List.of());
    }

    /** Asks for topics by name. */
    public static ClientRequest topics(String... names) {
        return topics(List.of(names));
    }

    /** Asks for topics by name. */
    public static ClientRequest topics(Collection<String> names) {
        List<String> all = List.copyOf(names);
        return creatingNone(body -> body.setEach("Topics", all, (topic, name) -> topic.set("Name", name)));
    }

    /** Asks for a topic by name, so that the target creates it if there is none and its configuration allows that. */
    public static ClientRequest creating(String name) {
        return topics(name).with(body -> body.setIfPresent("AllowAutoTopicCreation", true));
    }

    /** Asks for a topic by id, which takes version 12. */
    public static ClientRequest topicWithId(UUID id) {
        return creatingNone(
                body -> body.add("Topics", topic -> topic.set("TopicId", id).set("Name", null)));
    }

    private static ClientRequest creatingNone(Consumer<MessageBuilder> topics) {
        return ClientRequest.of("Metadata", topics).with(body -> body.setIfPresent("AllowAutoTopicCreation", false));
    }
}
