package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.PartitionState;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.group.share.SharedPartition;
import io.kspec.mock.group.share.StateTable.StateRead;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DescribeShareGroupOffsets (KIP-932).
 *
 * <ul>
 *   <li>v1: how many records the group has yet to process (KIP-1226).
 * </ul>
 */
public final class DescribeShareGroupOffsetsHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeShareGroupOffsetsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeShareGroupOffsets";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return HandlerAnswer.now(context.response()
                .setEach("Groups", request.getStructs("Groups"), (entry, group) -> fill(entry, group, context))
                .build());
    }

    private void fill(MessageBuilder entry, Message group, RequestContext context) {
        String groupId = group.getString("GroupId");
        entry.set("GroupId", groupId);
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        if (misplaced != ErrorCode.NONE) {
            entry.set("ErrorCode", misplaced);
            return;
        }
        Map<String, List<Integer>> asked = group.isNull("Topics") ? all(groupId) : named(group);
        entry.setEach("Topics", asked.entrySet(), (topicEntry, topic) -> {
            Optional<Topic> found = cluster.topics().find(topic.getKey());
            topicEntry
                    .set("TopicName", topic.getKey())
                    .set("TopicId", found.map(Topic::id).orElse(KafkaUuid.ZERO));
            topicEntry.setEach("Partitions", topic.getValue(), (partition, index) -> {
                partition.set("PartitionIndex", index);
                PartitionState state =
                        found.map(known -> state(groupId, known, index)).orElse(PartitionState.NONE);
                partition
                        .set("StartOffset", state.startOffset())
                        .set("LeaderEpoch", state.leaderEpoch())
                        .setIfPresent(
                                "Lag",
                                found.map(known -> lag(state, known, index)).orElse(-1L));
            });
        });
    }

    private Map<String, List<Integer>> all(String groupId) {
        Map<String, List<Integer>> all = new LinkedHashMap<>();
        for (SharedPartition partition : cluster.shareGroups().coordinator().initialized(groupId)) {
            cluster.topics().find(partition.topicId()).ifPresent(topic -> all.computeIfAbsent(
                            topic.name(), absent -> new ArrayList<>())
                    .add(partition.index()));
        }
        return all;
    }

    private static Map<String, List<Integer>> named(Message group) {
        Map<String, List<Integer>> named = new LinkedHashMap<>();
        for (Message topic : group.getStructs("Topics")) {
            named.computeIfAbsent(topic.getString("TopicName"), absent -> new ArrayList<>())
                    .addAll(topic.getInts("Partitions"));
        }
        return named;
    }

    private PartitionState state(String groupId, Topic topic, int partition) {
        StateRead read = cluster.shareGroups().states().summary(new SharePartitionKey(groupId, topic.id(), partition));
        return read.error() == ErrorCode.NONE ? read.state() : PartitionState.NONE;
    }

    private static long lag(PartitionState state, Topic topic, int partition) {
        boolean isKnown = state.startOffset() != PartitionState.NO_OFFSET
                && state.deliveryCompleteCount() != PartitionState.NO_COUNT;
        return isKnown
                ? topic.partition(partition)
                        .map(log -> log.endOffset() - state.startOffset() - state.deliveryCompleteCount())
                        .orElse(-1L)
                : -1;
    }
}
