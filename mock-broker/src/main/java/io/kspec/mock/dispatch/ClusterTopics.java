package io.kspec.mock.dispatch;

import io.kspec.mock.script.KnownTopics;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The names and ids of a cluster's topics. */
record ClusterTopics(TopicTable topics) implements KnownTopics {
    @Override
    public Optional<String> name(UUID id) {
        return topics.find(id).map(Topic::name);
    }

    @Override
    public Optional<UUID> id(String name) {
        return topics.find(name).map(Topic::id);
    }

    @Override
    public List<String> all() {
        return topics.all().stream().map(Topic::name).toList();
    }

    @Override
    public int partitions(String name) {
        return topics.find(name).map(topic -> topic.partitions().size()).orElse(0);
    }
}
