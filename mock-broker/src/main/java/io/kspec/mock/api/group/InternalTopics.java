package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.group.streams.InternalTopic;
import io.kspec.mock.group.streams.StreamsTopology;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicName;
import io.kspec.mock.topic.TopicRefusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The topics of streams applications: which of them a broker refuses, and how it creates those that are missing. */
final class InternalTopics {
    private static final int DEFAULT_REPLICATION = -1;

    private InternalTopics() {}

    /** Why no topics could make a topology run; null if some could. */
    static @Nullable String fault(StreamsTopology topology) {
        List<String> names = topology.topics();
        List<String> prohibited = names.stream().filter(TopicName::isInternal).toList();
        if (!prohibited.isEmpty()) {
            return "Topics of Kafka's own cannot be used: " + String.join(", ", prohibited) + ".";
        }
        List<String> invalid =
                names.stream().filter(name -> TopicName.fault(name) != null).toList();
        return invalid.isEmpty() ? null : "These are no names of topics: " + String.join(", ", invalid) + ".";
    }

    /** Creates topics, as far as the cluster allows them. */
    static void create(Cluster cluster, List<InternalTopic> topics) {
        for (InternalTopic topic : topics) {
            try {
                int replication = topic.replicationFactor() == 0 ? DEFAULT_REPLICATION : topic.replicationFactor();
                cluster.topics().check(topic.name(), Math.max(0, topic.partitions()));
                TopicConfigs configs =
                        TopicConfigs.of(topic.configs(), cluster.configs().brokers());
                cluster.create(topic.name(), cluster.replicas().choose(topic.partitions(), replication), configs);
            } catch (TopicRefusal refused) {
                // As with Kafka, the next heartbeats tell that the topic is still missing.
            }
        }
    }
}
