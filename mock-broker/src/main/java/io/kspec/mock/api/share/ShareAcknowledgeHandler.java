package io.kspec.mock.api.share;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.CurrentLeaders;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.fetch.share.AcknowledgedPartitions;
import io.kspec.mock.group.share.SharePartitionKey;
import io.kspec.mock.group.share.ShareSession;
import io.kspec.mock.group.share.ShareSessions;
import io.kspec.mock.group.share.ShareSessions.MemberKey;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * ShareAcknowledge (KIP-932).
 *
 * <ul>
 *   <li>v1: the first version that is not early access.
 *   <li>v2: locks that are renewed, and how long they last (KIP-1222).
 * </ul>
 */
public final class ShareAcknowledgeHandler implements ApiHandler {
    private final Cluster cluster;

    public ShareAcknowledgeHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ShareAcknowledge";
    }

    @Override
    public Versions versions() {
        return new Versions(1, 2);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String groupId = request.getNullableString("GroupId");
        String memberId = request.getNullableString("MemberId");
        MessageBuilder response = context.response();
        if (groupId == null || memberId == null) {
            return HandlerAnswer.now(
                    response.set("ErrorCode", ErrorCode.INVALID_REQUEST).build());
        }
        MemberKey member = new MemberKey(groupId, memberId);
        int epoch = request.getInt("ShareSessionEpoch");
        ErrorCode error = advance(member, epoch, context.brokerId());
        if (error != ErrorCode.NONE) {
            return HandlerAnswer.now(response.set("ErrorCode", error).build());
        }
        boolean renews = request.has("IsRenewAck") && request.getBoolean("IsRenewAck");
        Map<SharePartitionKey, ErrorCode> results = AcknowledgedPartitions.of(request)
                .take(cluster, context.brokerId(), memberId, renews, context.nowMs())
                .get();
        if (epoch == ShareSession.FINAL) {
            cluster.shareGroups().partitions().endSession(member, context.brokerId());
        }
        response.setIfPresent(
                "AcquisitionLockTimeoutMs", cluster.shareGroups().terms(groupId).recordLockDurationMs());
        fill(response, results, context.listener());
        return HandlerAnswer.now(response.build());
    }

    private ErrorCode advance(MemberKey member, int epoch, int broker) {
        ShareSessions sessions = cluster.shareGroups().partitions().sessions(broker);
        if (epoch == ShareSession.NEW) {
            return ErrorCode.INVALID_SHARE_SESSION_EPOCH;
        }
        if (epoch == ShareSession.FINAL) {
            return sessions.find(member).isPresent() ? ErrorCode.NONE : ErrorCode.SHARE_SESSION_NOT_FOUND;
        }
        return sessions.advance(member, epoch);
    }

    private void fill(MessageBuilder response, Map<SharePartitionKey, ErrorCode> results, String listener) {
        Map<UUID, List<SharePartitionKey>> byTopic = new LinkedHashMap<>();
        results.keySet().forEach(key -> byTopic.computeIfAbsent(key.topicId(), absent -> new ArrayList<>())
                .add(key));
        CurrentLeaders leaders = new CurrentLeaders(cluster, listener);
        response.setEach("Responses", byTopic.entrySet(), (entry, topic) -> entry.set("TopicId", topic.getKey())
                .setEach("Partitions", topic.getValue(), (partition, key) -> {
                    ErrorCode result = results.getOrDefault(key, ErrorCode.NONE);
                    partition.set("PartitionIndex", key.partition()).set("ErrorCode", result);
                    if (result == ErrorCode.NOT_LEADER_OR_FOLLOWER) {
                        cluster.topics()
                                .find(key.topicId())
                                .ifPresent(found -> leaders.tell(partition, found, key.partition()));
                    }
                }));
        leaders.tellEndpoints(response);
    }
}
