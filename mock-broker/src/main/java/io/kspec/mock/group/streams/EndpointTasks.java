package io.kspec.mock.group.streams;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.streams.ConfiguredTopology.ConfiguredSubtopology;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Which partitions of the topics of an application are where.
 *
 * @param active the partitions that active tasks read; a topic that several subtopologies read has an entry for each
 * @param standby those of standby tasks
 */
public record EndpointTasks(UserEndpoint endpoint, List<Input> active, List<Input> standby) {
    public EndpointTasks {
        active = List.copyOf(active);
        standby = List.copyOf(standby);
    }

    /** Partitions of a topic. */
    public record Input(String topic, List<Integer> partitions) {
        public Input {
            partitions = List.copyOf(partitions);
        }
    }

    /**
     * The endpoints of all members of a group, by member id: as they were told last or, if they are new, as they are.
     *
     * @throws GroupRefusal with UNKNOWN_SERVER_ERROR if topics are missing, for which Apache Kafka 4.3.1 is not prepared
     */
    static SortedMap<String, EndpointTasks> of(StreamsGroup group, ConfiguredTopology configured, TopicTable topics) {
        SortedMap<String, EndpointTasks> endpoints = new TreeMap<>(group.hint().endpoints());
        for (StreamsMember member : group.members().values()) {
            UserEndpoint endpoint = member.profile().endpoint();
            SortedMap<String, ConfiguredSubtopology> subtopologies = configured.subtopologies();
            if (endpoint != null && !endpoints.containsKey(member.id())) {
                if (subtopologies == null) {
                    throw failure("the source topics are missing");
                }
                Tasks assigned = member.progress().assigned();
                endpoints.put(
                        member.id(),
                        new EndpointTasks(
                                endpoint,
                                inputs(assigned.active(), subtopologies, topics),
                                inputs(assigned.standby(), subtopologies, topics)));
            }
        }
        return endpoints;
    }

    private static GroupRefusal failure(String why) {
        return new GroupRefusal(
                ErrorCode.UNKNOWN_SERVER_ERROR, "The endpoints of members cannot be told: " + why + ".");
    }

    private static List<Input> inputs(
            SortedSet<TaskId> tasks, SortedMap<String, ConfiguredSubtopology> subtopologies, TopicTable topics) {
        List<Input> inputs = new ArrayList<>();
        TaskId.bySubtopology(tasks).forEach((id, partitions) -> {
            ConfiguredSubtopology subtopology = subtopologies.get(id);
            if (subtopology == null) {
                throw failure("there is no subtopology " + id);
            }
            for (String name : subtopology.subtopology().inputs()) {
                Topic topic = topics.find(name).orElseThrow(() -> failure("there is no topic " + name));
                inputs.add(new Input(name, first(partitions, topic.partitions().size())));
            }
        });
        return inputs;
    }

    /** As many partitions as a topic has, whatever their numbers, as with Apache Kafka. */
    private static List<Integer> first(List<Integer> partitions, int count) {
        return partitions.subList(0, Math.min(count, partitions.size()));
    }
}
