package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** CreateTopics and DeleteTopics requests. */
public final class TopicRequests {
    private TopicRequests() {}

    /** Creates topics. */
    public static ClientRequest create(int timeoutMs, NewTopic... topics) {
        return create(timeoutMs, List.of(topics));
    }

    /** Creates topics. */
    public static ClientRequest create(int timeoutMs, Collection<NewTopic> topics) {
        List<NewTopic> all = List.copyOf(topics);
        return ClientRequest.of("CreateTopics", body -> body.setEach("Topics", all, TopicRequests::write)
                .set("timeoutMs", timeoutMs));
    }

    private static void write(MessageBuilder entry, NewTopic topic) {
        entry.set("Name", topic.name())
                .set("NumPartitions", topic.partitions())
                .set("ReplicationFactor", topic.replicas())
                .setEach("Assignments", topic.assignments().entrySet(), (assignment, partition) -> assignment
                        .set("PartitionIndex", partition.getKey())
                        .set("BrokerIds", partition.getValue()))
                .setEach(
                        "Configs", topic.configs().entrySet(), (config, setting) -> config.set("Name", setting.getKey())
                                .set("Value", setting.getValue()));
    }

    /** Deletes topics by name: in an array of names up to version 5, then in one of names or ids. */
    public static ClientRequest delete(int timeoutMs, Collection<String> names) {
        List<String> all = List.copyOf(names);
        return ClientRequest.of("DeleteTopics", body -> {
            body.set("TimeoutMs", timeoutMs);
            if (body.has("TopicNames")) {
                body.set("TopicNames", all);
            } else {
                body.setEach("Topics", all, (topic, name) -> topic.set("Name", name));
            }
        });
    }

    /** Deletes a topic by id, which takes version 6. */
    public static ClientRequest deleteById(int timeoutMs, UUID id) {
        return ClientRequest.of("DeleteTopics", body -> body.set("TimeoutMs", timeoutMs)
                .add("Topics", topic -> topic.set("TopicId", id).set("Name", null)));
    }
}
