package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.share.ShareHeartbeat;
import io.kspec.mock.group.share.ShareHeartbeatResult;
import io.kspec.mock.group.share.SharedPartition;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** ShareGroupHeartbeat (KIP-932). Version 1 is the first one that is not early access. */
public final class ShareGroupHeartbeatHandler implements ApiHandler {
    private final Cluster cluster;

    public ShareGroupHeartbeatHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ShareGroupHeartbeat";
    }

    @Override
    public Versions versions() {
        return new Versions(1, 1);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String groupId = request.getString("GroupId");
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        MessageBuilder response = context.response();
        if (misplaced != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", misplaced).build());
        }
        ShareHeartbeatResult result =
                cluster.shareGroups().coordinator().heartbeat(heartbeat(request, context), context.nowMs());
        response.set("ErrorCode", result.error())
                .set("ErrorMessage", result.message())
                .set("MemberId", result.memberId())
                .set("MemberEpoch", result.memberEpoch())
                .set("HeartbeatIntervalMs", result.heartbeatIntervalMs());
        List<SharedPartition> assignment = result.assignment();
        if (assignment != null) {
            response.setStruct("Assignment", struct -> fill(struct, assignment));
        }
        return HandlerAnswer.now(response.build());
    }

    private static ShareHeartbeat heartbeat(Message request, RequestContext context) {
        return new ShareHeartbeat(
                request.getString("GroupId"),
                request.getString("MemberId"),
                request.getInt("MemberEpoch"),
                request.getNullableString("RackId"),
                request.isNull("SubscribedTopicNames") ? null : request.getStrings("SubscribedTopicNames"),
                context.clientId() == null ? "" : context.clientId(),
                context.clientHost());
    }

    private static void fill(MessageBuilder assignment, List<SharedPartition> partitions) {
        Map<UUID, List<Integer>> byTopic = new LinkedHashMap<>();
        partitions.forEach(partition -> byTopic.computeIfAbsent(partition.topicId(), absent -> new ArrayList<>())
                .add(partition.index()));
        assignment.setEach("TopicPartitions", byTopic.entrySet(), (entry, topic) -> entry.set("TopicId", topic.getKey())
                .set("Partitions", topic.getValue()));
    }
}
