package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.consumer.HeartbeatRequest;
import io.kspec.mock.group.consumer.HeartbeatResult;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * ConsumerGroupHeartbeat (KIP-848).
 *
 * <ul>
 *   <li>v0: a new member without a member id gets one.
 *   <li>v1: members subscribe to regular expressions as well, and make up their own member ids (KIP-1082).
 * </ul>
 */
public final class ConsumerGroupHeartbeatHandler implements ApiHandler {
    private final Cluster cluster;

    public ConsumerGroupHeartbeatHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ConsumerGroupHeartbeat";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), request.getString("GroupId"));
        if (misplaced != ErrorCode.NONE) {
            return HandlerAnswer.now(
                    context.response().set("ErrorCode", misplaced).build());
        }
        HeartbeatResult result = cluster.consumerGroups().heartbeat(heartbeat(request, context), context.nowMs());
        MessageBuilder response = context.response()
                .set("ErrorCode", result.error())
                .set("ErrorMessage", result.message())
                .set("MemberId", result.memberId())
                .set("MemberEpoch", result.memberEpoch())
                .set("HeartbeatIntervalMs", result.heartbeatIntervalMs());
        SortedMap<UUID, Set<Integer>> assignment = result.assignment();
        if (assignment != null) {
            response.setStruct(
                    "Assignment",
                    struct -> struct.setEach("TopicPartitions", assignment.entrySet(), (entry, topic) -> entry.set(
                                    "TopicId", topic.getKey())
                            .set("Partitions", List.copyOf(topic.getValue()))));
        }
        return HandlerAnswer.now(response.build());
    }

    private static HeartbeatRequest heartbeat(Message request, RequestContext context) {
        return new HeartbeatRequest(
                request.getString("GroupId"),
                request.getString("MemberId"),
                request.getInt("MemberEpoch"),
                request.getNullableString("InstanceId"),
                request.getNullableString("RackId"),
                request.getInt("RebalanceTimeoutMs"),
                request.isNull("SubscribedTopicNames") ? null : request.getStrings("SubscribedTopicNames"),
                request.has("SubscribedTopicRegex") ? request.getNullableString("SubscribedTopicRegex") : null,
                request.getNullableString("ServerAssignor"),
                owned(request),
                context.clientId() == null ? "" : context.clientId(),
                context.clientHost(),
                context.version() >= 1);
    }

    private static @Nullable Map<UUID, Set<Integer>> owned(Message request) {
        if (request.isNull("TopicPartitions")) {
            return null;
        }
        Map<UUID, Set<Integer>> owned = new HashMap<>();
        for (Message topic : request.getStructs("TopicPartitions")) {
            owned.computeIfAbsent(topic.getUuid("TopicId"), absent -> new TreeSet<>())
                    .addAll(topic.getInts("Partitions"));
        }
        return owned;
    }
}
