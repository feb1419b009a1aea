package io.kspec.stage.requests;

import io.kspec.protocol.message.MessageBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The requests of share groups: of their members, and of tools (KIP-932). */
public final class ShareRequests {
    private ShareRequests() {}

    /**
     * A heartbeat.
     *
     * @param memberEpoch the epoch that the member knows; 0 to join, -1 to leave
     * @param topics the topics to which it subscribes; null if they have not changed
     */
    public static ClientRequest heartbeat(ShareMembership member, int memberEpoch, @Nullable List<String> topics) {
        List<String> all = topics == null ? null : List.copyOf(topics);
        return ClientRequest.of("ShareGroupHeartbeat", body -> body.set("GroupId", member.groupId())
                .set("MemberId", member.memberId())
                .set("MemberEpoch", memberEpoch)
                .set("SubscribedTopicNames", all));
    }

    /** Describes share groups. */
    public static ClientRequest describe(String... groupIds) {
        List<String> all = List.of(groupIds);
        return ClientRequest.of("ShareGroupDescribe", body -> body.set("GroupIds", all));
    }

    /**
     * Reads partitions, and tells about records.
     *
     * @param sessionEpoch 0 to begin a session, -1 to end it, otherwise the number of the request
     * @param partitions those to add to the session, or to tell about
     */
    public static ClientRequest fetch(
            ShareMembership member, int sessionEpoch, ShareFetchLimits limits, List<SessionPartition> partitions) {
        List<SessionPartition> all = List.copyOf(partitions);
        return ClientRequest.of("ShareFetch", body -> {
            session(body, member, sessionEpoch, all);
            body.set("MaxWaitMs", limits.maxWaitMs())
                    .set("MinBytes", limits.minBytes())
                    .set("MaxBytes", limits.maxBytes())
                    .setIfPresent("MaxRecords", limits.maxRecords())
                    .setIfPresent("BatchSize", limits.batchSize());
        });
    }

    /** Tells about records. */
    public static ClientRequest acknowledge(
            ShareMembership member, int sessionEpoch, List<SessionPartition> partitions) {
        List<SessionPartition> all = List.copyOf(partitions);
        return ClientRequest.of("ShareAcknowledge", body -> session(body, member, sessionEpoch, all));
    }

    private static void session(
            MessageBuilder body, ShareMembership member, int sessionEpoch, List<SessionPartition> partitions) {
        body.set("GroupId", member.groupId())
                .set("MemberId", member.memberId())
                .set("ShareSessionEpoch", sessionEpoch)
                .setEach("Topics", byTopic(partitions).entrySet(), (topic, ofTopic) -> topic.set(
                                "TopicId", ofTopic.getKey())
                        .setEach("Partitions", ofTopic.getValue(), ShareRequests::write));
    }

    private static Map<UUID, List<SessionPartition>> byTopic(List<SessionPartition> partitions) {
        Map<UUID, List<SessionPartition>> byTopic = new LinkedHashMap<>();
        for (SessionPartition partition : partitions) {
            byTopic.putIfAbsent(
                    partition.topicId(),
                    partitions.stream()
                            .filter(other -> other.topicId().equals(partition.topicId()))
                            .toList());
        }
        return byTopic;
    }

    private static void write(MessageBuilder entry, SessionPartition partition) {
        entry.set("PartitionIndex", partition.partition())
                .setEach("AcknowledgementBatches", partition.acknowledged(), (batch, told) -> batch.set(
                                "FirstOffset", told.firstOffset())
                        .set("LastOffset", told.lastOffset())
                        .set("AcknowledgeTypes", told.types()));
    }

    /**
     * Asks where a group begins.
     *
     * @param partitions the partitions of each topic; null for all that the group has
     */
    public static ClientRequest describeOffsets(String groupId, @Nullable Map<String, List<Integer>> partitions) {
        return ClientRequest.of(
                "DescribeShareGroupOffsets",
                body -> body.add("Groups", group -> {
                    group.set("GroupId", groupId);
                    if (partitions == null) {
                        group.set("Topics", null);
                    } else {
                        group.setEach("Topics", partitions.entrySet(), (entry, topic) -> entry.set(
                                        "TopicName", topic.getKey())
                                .set("Partitions", topic.getValue()));
                    }
                }));
    }

    /** Lets a group begin a partition at another offset. */
    public static ClientRequest alterOffset(String groupId, String topic, int partition, long startOffset) {
        return ClientRequest.of("AlterShareGroupOffsets", body -> body.set("GroupId", groupId)
                .add("Topics", entry -> entry.set("TopicName", topic)
                        .add("Partitions", offset -> offset.set("PartitionIndex", partition)
                                .set("StartOffset", startOffset))));
    }

    /** Lets a group forget topics. */
    public static ClientRequest deleteOffsets(String groupId, String... topics) {
        List<String> all = List.of(topics);
        return ClientRequest.of("DeleteShareGroupOffsets", body -> body.set("GroupId", groupId)
                .setEach("Topics", all, (entry, topic) -> entry.set("TopicName", topic)));
    }

    /**
     * A request of a leader or of the group coordinator to the share coordinator.
     *
     * @param api such as {@code ReadShareGroupState}
     * @param fill sets the fields of the partition other than its index
     */
    public static ClientRequest state(
            String api, String groupId, UUID topicId, int partition, Consumer<MessageBuilder> fill) {
        return ClientRequest.of(api, body -> body.set("GroupId", groupId)
                .add("Topics", topic -> topic.set("TopicId", topicId).add("Partitions", entry -> {
                    entry.set("Partition", partition);
                    fill.accept(entry);
                })));
    }
}
