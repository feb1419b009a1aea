package io.kspec.mock.api.group;

import io.kspec.mock.group.streams.CopartitionGroup;
import io.kspec.mock.group.streams.InternalTopic;
import io.kspec.mock.group.streams.StreamsTopology;
import io.kspec.mock.group.streams.Subtopology;
import io.kspec.mock.group.streams.TaskId;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Topologies and tasks as the messages of streams groups have them. */
final class StreamsTopologies {
    private StreamsTopologies() {}

    /** Reads the topology of a heartbeat; null if it has none. */
    static @Nullable StreamsTopology read(Message request) {
        if (request.isNull("Topology")) {
            return null;
        }
        Message topology = request.getStruct("Topology");
        return new StreamsTopology(
                topology.getInt("Epoch"),
                topology.getStructs("Subtopologies").stream()
                        .map(StreamsTopologies::subtopology)
                        .toList());
    }

    private static Subtopology subtopology(Message subtopology) {
        return new Subtopology(
                subtopology.getString("SubtopologyId"),
                subtopology.getStrings("SourceTopics"),
                subtopology.getStrings("SourceTopicRegex"),
                internalTopics(subtopology.getStructs("StateChangelogTopics")),
                subtopology.getStrings("RepartitionSinkTopics"),
                internalTopics(subtopology.getStructs("RepartitionSourceTopics")),
                subtopology.getStructs("CopartitionGroups").stream()
                        .map(group -> new CopartitionGroup(
                                positions(group, "SourceTopics"),
                                positions(group, "SourceTopicRegex"),
                                positions(group, "RepartitionSourceTopics")))
                        .toList());
    }

    private static List<Integer> positions(Message group, String field) {
        return group.getList(field, Short.class).stream().map(Short::intValue).toList();
    }

    private static List<InternalTopic> internalTopics(List<Message> topics) {
        return topics.stream()
                .map(topic -> new InternalTopic(
                        topic.getString("Name"),
                        topic.getInt("Partitions"),
                        topic.getInt("ReplicationFactor"),
                        keyValues(topic.getStructs("TopicConfigs"))))
                .toList();
    }

    static SortedMap<String, String> keyValues(List<Message> entries) {
        SortedMap<String, String> values = new TreeMap<>();
        entries.forEach(entry -> values.put(entry.getString("Key"), entry.getString("Value")));
        return values;
    }

    /** Reads tasks of a heartbeat; null if it has none. */
    static @Nullable SortedSet<TaskId> tasks(Message request, String field) {
        if (request.isNull(field)) {
            return null;
        }
        SortedSet<TaskId> tasks = new TreeSet<>();
        for (Message entry : request.getStructs(field)) {
            entry.getInts("Partitions")
                    .forEach(partition -> tasks.add(new TaskId(entry.getString("SubtopologyId"), partition)));
        }
        return tasks;
    }

    static void fill(MessageBuilder message, String field, SortedSet<TaskId> tasks) {
        message.setEach(field, TaskId.bySubtopology(tasks).entrySet(), (entry, subtopology) -> entry.set(
                        "SubtopologyId", subtopology.getKey())
                .set("Partitions", subtopology.getValue()));
    }

    static void fill(MessageBuilder description, StreamsTopology topology) {
        description
                .set("Epoch", topology.epoch())
                .setEach("Subtopologies", topology.subtopologies(), StreamsTopologies::fill);
    }

    private static void fill(MessageBuilder entry, Subtopology subtopology) {
        entry.set("SubtopologyId", subtopology.id())
                .set("SourceTopics", subtopology.sourceTopics())
                .set("RepartitionSinkTopics", subtopology.repartitionSinkTopics())
                .setEach("StateChangelogTopics", subtopology.changelogTopics(), StreamsTopologies::fill)
                .setEach("RepartitionSourceTopics", subtopology.repartitionSourceTopics(), StreamsTopologies::fill);
    }

    private static void fill(MessageBuilder entry, InternalTopic topic) {
        entry.set("Name", topic.name())
                .set("Partitions", topic.partitions())
                .set("ReplicationFactor", topic.replicationFactor());
        fill(entry, "TopicConfigs", topic.configs());
    }

    static void fill(MessageBuilder message, String field, Map<String, String> values) {
        message.setEach(field, values.entrySet(), (entry, value) -> entry.set("Key", value.getKey())
                .set("Value", value.getValue()));
    }
}
