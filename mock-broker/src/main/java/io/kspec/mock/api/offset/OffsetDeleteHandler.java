package io.kspec.mock.api.offset;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.classic.OffsetDeletion;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OffsetDelete (KIP-496). As in Kafka, the partitions of a topic that do not exist come before the others.
 *
 * <ul>
 *   <li>v0: the only version.
 * </ul>
 */
public final class OffsetDeleteHandler implements ApiHandler {
    private final Cluster cluster;

    public OffsetDeleteHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "OffsetDelete";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 0);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        Map<String, List<PartitionError>> results = new LinkedHashMap<>();
        List<TopicPartition> existing = new ArrayList<>();
        for (Message topic : request.getStructs("Topics")) {
            String name = topic.getString("Name");
            List<PartitionError> ofTopic = results.computeIfAbsent(name, absent -> new ArrayList<>());
            for (Message partition : topic.getStructs("Partitions")) {
                TopicPartition asked = new TopicPartition(name, partition.getInt("PartitionIndex"));
                if (exists(asked)) {
                    existing.add(asked);
                } else {
                    ofTopic.add(new PartitionError(asked, ErrorCode.UNKNOWN_TOPIC_OR_PARTITION));
                }
            }
        }
        String groupId = request.getString("GroupId");
        MessageBuilder response = context.response();
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        if (misplaced != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", misplaced).build());
        }
        OffsetDeletion deletion = cluster.groups().deleteOffsets(groupId, existing, context.nowMs());
        if (deletion.error() != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", deletion.error()).build());
        }
        for (PartitionError deleted : deletion.partitions()) {
            results.getOrDefault(deleted.partition().topic(), new ArrayList<>()).add(deleted);
        }
        return HandlerAnswer.now(response.setEach("Topics", results.entrySet(), OffsetDeleteHandler::fill)
                .build());
    }

    private boolean exists(TopicPartition asked) {
        return cluster.topics()
                .find(asked.topic())
                .flatMap(topic -> topic.partition(asked.partition()))
                .isPresent();
    }

    private static void fill(MessageBuilder result, Map.Entry<String, List<PartitionError>> topic) {
        result.set("Name", topic.getKey());
        result.setEach("Partitions", topic.getValue(), (entry, partition) -> entry.set(
                        "PartitionIndex", partition.partition().partition())
                .set("ErrorCode", partition.error()));
    }
}
