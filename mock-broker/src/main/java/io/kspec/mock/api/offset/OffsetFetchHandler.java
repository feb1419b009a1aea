package io.kspec.mock.api.offset;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicReference;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * OffsetFetch. Every requested partition is answered; one without a committed offset has offset -1 and no error.
 *
 * <ul>
 *   <li>v0: offsets were kept in ZooKeeper, which does not exist here: UNSUPPORTED_VERSION.
 *   <li>v2: null requests all offsets that the group has committed; an error code for the whole response.
 *   <li>v3: throttle time. v5: leader epochs (KIP-320). v6: flexible.
 *   <li>v7: the client may require stable offsets (KIP-447): one that an open transaction may change is answered
 *       UNSTABLE_OFFSET_COMMIT.
 *   <li>v8: several groups per request (KIP-709). v9: member id and epoch, for the consumer protocol (KIP-848).
 *   <li>v10: topic ids instead of names; an unknown id is answered UNKNOWN_TOPIC_ID.
 * </ul>
 */
public final class OffsetFetchHandler implements ApiHandler {
    private static final CommittedOffset NOTHING = CommittedOffset.at(0, -1, -1, "");

    private final Cluster cluster;

    public OffsetFetchHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "OffsetFetch";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 10);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        MessageBuilder response = context.response();
        if (context.version() >= 8) {
            response.setEach("Groups", inOrder(request.getStructs("Groups")), (result, group) -> {
                result.set("GroupId", group.getString("GroupId"));
                fill(result, group, request, context);
            });
        } else {
            fill(response, request, request, context);
        }
        return HandlerAnswer.now(response.build());
    }

    /** In the order of the request or, until 3.5, in that of a hash map. */
    private Collection<Message> inOrder(List<Message> groups) {
        if (cluster.release().isAtLeast(3, 6)) {
            return groups;
        }
        Map<String, Message> byId = new HashMap<>();
        groups.forEach(group -> byId.put(group.getString("GroupId"), group));
        return byId.values();
    }

    /** Fills in the topics of one group, which is either the whole request or one of its entries. */
    private void fill(MessageBuilder result, Message asked, Message request, RequestContext context) {
        int version = context.version();
        String groupId = asked.getString("GroupId");
        boolean stable = version >= 7 && request.getBoolean("RequireStable");
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        if (misplaced != ErrorCode.NONE && version >= 2) {
            result.set("ErrorCode", misplaced);
            return;
        }
        if (version >= 9) {
            ErrorCode error = cluster.groups()
                    .checkFetch(
                            groupId, asked.getNullableString("MemberId"), asked.getInt("MemberEpoch"), context.nowMs());
            if (error != ErrorCode.NONE) {
                result.set("ErrorCode", error);
                return;
            }
        }
        if (asked.isNull("Topics")) {
            fillAll(result, groupId, stable, version);
            return;
        }
        result.setEach("Topics", asked.getStructs("Topics"), (topicResult, topicAsked) -> {
            Optional<Topic> topic = TopicReference.find(cluster.topics(), topicAsked);
            TopicReference.copy(topicAsked, topicResult);
            boolean unknownId = version >= 10 && topic.isEmpty();
            String name = topicAsked.has("Name")
                    ? topicAsked.getString("Name")
                    : topic.map(Topic::name).orElse("");
            topicResult.setEach("Partitions", topicAsked.getInts("PartitionIndexes"), (entry, index) -> {
                TopicPartition partition = new TopicPartition(name, index);
                ErrorCode unfit = errorOf(unknownId, version);
                ErrorCode error = unfit == ErrorCode.NONE ? misplaced : unfit;
                if (error == ErrorCode.NONE) {
                    fill(entry, groupId, partition, stable);
                } else {
                    fill(entry.set("ErrorCode", error), index, null);
                }
            });
        });
    }

    /** Fills in the offset that a group has committed for a partition, unless it must be stable and is not. */
    private void fill(MessageBuilder entry, String groupId, TopicPartition partition, boolean stable) {
        boolean unstable = stable && cluster.groups().isPending(groupId, partition);
        fill(entry, partition.partition(), unstable ? null : cluster.groups().committed(groupId, partition));
        entry.set("ErrorCode", unstable ? ErrorCode.UNSTABLE_OFFSET_COMMIT : ErrorCode.NONE);
    }

    private static ErrorCode errorOf(boolean unknownId, int version) {
        if (version == 0) {
            return ErrorCode.UNSUPPORTED_VERSION;
        }
        return unknownId ? ErrorCode.UNKNOWN_TOPIC_ID : ErrorCode.NONE;
    }

    private void fillAll(MessageBuilder result, String groupId, boolean stable, int version) {
        SortedMap<String, List<TopicPartition>> byTopic = cluster.groups().committed(groupId).keySet().stream()
                .collect(Collectors.groupingBy(TopicPartition::topic, TreeMap::new, Collectors.toList()));
        List<Map.Entry<String, List<TopicPartition>>> topics = byTopic.entrySet().stream()
                .filter(topic ->
                        version < 10 || cluster.topics().find(topic.getKey()).isPresent())
                .toList();
        result.setEach("Topics", topics, (topicResult, topic) -> {
            if (version >= 10) {
                topicResult.set(
                        "TopicId",
                        cluster.topics().find(topic.getKey()).orElseThrow().id());
            } else {
                topicResult.set("Name", topic.getKey());
            }
            topicResult.setEach(
                    "Partitions", topic.getValue(), (entry, partition) -> fill(entry, groupId, partition, stable));
        });
    }

    private static void fill(MessageBuilder entry, int index, @Nullable CommittedOffset found) {
        CommittedOffset committed = found == null ? NOTHING : found;
        entry.set("PartitionIndex", index)
                .set("CommittedOffset", committed.offset())
                .setIfPresent("CommittedLeaderEpoch", committed.leaderEpoch())
                .set("Metadata", committed.metadata());
    }
}
