package io.kspec.mock.api.cluster;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.security.acl.DescribedTopics;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicName;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * DescribeTopicPartitions (KIP-966): topics by name, as many partitions as fit, and a cursor to go on from. An empty list
 * requests all topics.
 */
public final class DescribeTopicPartitionsHandler implements ApiHandler {
    /** {@code max.request.partition.size.limit}. */
    private static final int MAX_PARTITIONS = 2000;

    private final Cluster cluster;

    public DescribeTopicPartitionsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Where a response begins or goes on. */
    private record Cursor(String topic, int partition) {
        private static final Cursor START = new Cursor("", 0);

        static Cursor of(Message request) {
            return request.isNull("Cursor")
                    ? START
                    : new Cursor(
                            request.getStruct("Cursor").getString("TopicName"),
                            request.getStruct("Cursor").getInt("PartitionIndex"));
        }

        int firstPartitionOf(String name) {
            return name.equals(topic) ? partition : 0;
        }
    }

    @Override
    public String api() {
        return "DescribeTopicPartitions";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        List<String> asked = request.getStructs("Topics").stream()
                .map(topic -> topic.getString("Name"))
                .toList();
        Cursor cursor = Cursor.of(request);
        SortedSet<String> names = new TreeSet<>(asked);
        if (asked.isEmpty()) {
            DescribedTopics described = new DescribedTopics(cluster.security().authorizer(), context.aclClient());
            cluster.topics().all().stream()
                    .map(Topic::name)
                    .filter(described::includes)
                    .forEach(names::add);
        }
        boolean misplaced = !asked.isEmpty() && !cursor.equals(Cursor.START) && !names.contains(cursor.topic());
        MessageBuilder response = context.response();
        if (misplaced || cursor.partition() < 0) {
            response.setEach("Topics", asked, (topic, name) -> topic.set("Name", name)
                    .set("ErrorCode", ErrorCode.INVALID_REQUEST));
        } else {
            fill(response, names.tailSet(cursor.topic()), cursor, limit(request));
        }
        return HandlerAnswer.now(response.build());
    }

    private static int limit(Message request) {
        return Math.max(1, Math.min(MAX_PARTITIONS, request.getInt("ResponsePartitionLimit")));
    }

    private void fill(MessageBuilder response, SortedSet<String> names, Cursor start, int limit) {
        int left = limit;
        for (String name : names) {
            if (left == 0) {
                next(response, name, 0);
                return;
            }
            Optional<Topic> topic = cluster.topics().find(name);
            int size = topic.map(found -> found.partitions().size()).orElse(0);
            int first = Math.min(start.firstPartitionOf(name), size);
            int count = Math.min(left, size - first);
            response.add("Topics", entry -> fill(entry, name, topic, first, count));
            left -= count;
            if (first + count < size) {
                next(response, name, first + count);
                return;
            }
        }
    }

    private static void next(MessageBuilder response, String topic, int partition) {
        response.setStruct(
                "NextCursor", cursor -> cursor.set("TopicName", topic).set("PartitionIndex", partition));
    }

    private void fill(MessageBuilder entry, String name, Optional<Topic> topic, int first, int count) {
        entry.set("Name", name).set("TopicAuthorizedOperations", AllOperations.TOPIC);
        if (topic.isEmpty()) {
            boolean valid = TopicName.fault(name) == null;
            entry.set("ErrorCode", valid ? ErrorCode.UNKNOWN_TOPIC_OR_PARTITION : ErrorCode.INVALID_TOPIC_EXCEPTION);
            return;
        }
        List<PartitionRegistration> registrations = cluster.replicas().of(topic.get());
        entry.set("TopicId", topic.get().id()).set("IsInternal", TopicName.isInternal(name));
        for (int i = first; i < first + count; i++) {
            int index = i;
            entry.add(
                    "Partitions", partition -> fill(partition.set("PartitionIndex", index), registrations.get(index)));
        }
    }

    private void fill(MessageBuilder entry, PartitionRegistration partition) {
        int lastLeader = partition.lastKnownLeader();
        entry.set("LeaderId", partition.leader())
                .set("LeaderEpoch", partition.leaderEpoch())
                .set("ReplicaNodes", partition.replicas())
                .set("IsrNodes", partition.isr())
                .set("EligibleLeaderReplicas", partition.elr())
                .set("LastKnownElr", lastLeader == PartitionRegistration.NO_LEADER ? List.of() : List.of(lastLeader))
                .set("OfflineReplicas", cluster.brokers().offline(partition.replicas()));
    }
}
