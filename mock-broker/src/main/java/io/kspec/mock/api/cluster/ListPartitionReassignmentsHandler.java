package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** ListPartitionReassignments (KIP-455): those that wait for a stopped broker, or are throttled. Null requests all partitions. */
public final class ListPartitionReassignmentsHandler implements ApiHandler {
    private final Cluster cluster;

    public ListPartitionReassignmentsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ListPartitionReassignments";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        SortedMap<String, SortedMap<Integer, PartitionRegistration>> ongoing = new TreeMap<>();
        if (request.isNull("Topics")) {
            for (Topic topic : cluster.topics().all()) {
                IntStream.range(0, topic.partitions().size()).forEach(index -> collect(ongoing, topic, index));
            }
        } else {
            for (Message asked : request.getStructs("Topics")) {
                cluster.topics()
                        .find(asked.getString("Name"))
                        .ifPresent(topic -> asked.getInts("PartitionIndexes").stream()
                                .filter(index -> topic.partition(index).isPresent())
                                .forEach(index -> collect(ongoing, topic, index)));
            }
        }
        return HandlerAnswer.now(context.response()
                .set("ErrorMessage", null)
                .setEach("Topics", ongoing.entrySet(), (entry, topic) -> entry.set("Name", topic.getKey())
                        .setEach("Partitions", topic.getValue().entrySet(), ListPartitionReassignmentsHandler::fill))
                .build());
    }

    private void collect(
            SortedMap<String, SortedMap<Integer, PartitionRegistration>> ongoing, Topic topic, int partition) {
        PartitionRegistration registration = cluster.replicas().of(topic, partition);
        if (registration.isBeingReassigned()) {
            ongoing.computeIfAbsent(topic.name(), name -> new TreeMap<>()).put(partition, registration);
        }
    }

    private static void fill(MessageBuilder entry, Map.Entry<Integer, PartitionRegistration> partition) {
        entry.set("PartitionIndex", partition.getKey())
                .set("Replicas", partition.getValue().replicas())
                .set("AddingReplicas", partition.getValue().adding())
                .set("RemovingReplicas", partition.getValue().removing());
    }
}
