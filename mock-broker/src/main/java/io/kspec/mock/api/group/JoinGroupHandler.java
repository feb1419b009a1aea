package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.PromisedReply;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.classic.GroupProtocol;
import io.kspec.mock.group.classic.JoinRequest;
import io.kspec.mock.group.classic.JoinResult;
import io.kspec.mock.group.classic.MemberTerms;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * JoinGroup. The response waits until all members have joined or the rebalance timeout has passed.
 *
 * <ul>
 *   <li>v0: the session timeout is also the rebalance timeout. v1: separate rebalance timeout.
 *   <li>v2: throttle time.
 *   <li>v4: a new member first gets MEMBER_ID_REQUIRED and a member id to join with (KIP-394).
 *   <li>v5: static members (KIP-345). v6: flexible.
 *   <li>v7: protocol type; a missing protocol name is null rather than empty (KIP-559).
 *   <li>v8: the client's reason for joining (KIP-800). v9: a returning static leader may be told to skip the assignment
 *       (KIP-814).
 * </ul>
 */
public final class JoinGroupHandler implements ApiHandler {
    private final Cluster cluster;

    public JoinGroupHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "JoinGroup";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 9);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        PromisedReply<JoinResult> reply = new PromisedReply<>(result -> response(result, context));
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), request.getString("GroupId"));
        if (misplaced == ErrorCode.NONE) {
            cluster.groups().join(joinRequest(request, context), context.nowMs(), reply);
        } else {
            reply.answer(JoinResult.refused(misplaced, request.getString("MemberId")));
        }
        return reply.toAnswer();
    }

    private static JoinRequest joinRequest(Message request, RequestContext context) {
        int version = context.version();
        int sessionTimeoutMs = request.getInt("SessionTimeoutMs");
        int rebalanceTimeoutMs = version >= 1 ? request.getInt("RebalanceTimeoutMs") : sessionTimeoutMs;
        List<GroupProtocol> protocols = request.getStructs("Protocols").stream()
                .map(protocol -> new GroupProtocol(protocol.getString("Name"), protocol.getBytes("Metadata")))
                .toList();
        return new JoinRequest(
                request.getString("GroupId"),
                MemberIdentity.of(request),
                context.clientId() == null ? "" : context.clientId(),
                context.clientHost(),
                request.getString("ProtocolType"),
                new MemberTerms(sessionTimeoutMs, rebalanceTimeoutMs, protocols),
                version >= 4,
                version >= 9);
    }

    private static Message response(JoinResult result, RequestContext context) {
        String protocol = result.protocolName();
        MessageBuilder response = context.response()
                .set("ErrorCode", result.error())
                .set("GenerationId", result.generationId())
                .setIfPresent("ProtocolType", result.protocolType())
                .set("ProtocolName", protocol == null && context.version() < 7 ? "" : protocol)
                .set("Leader", result.leader())
                .setIfPresent("SkipAssignment", result.skipAssignment())
                .set("MemberId", result.memberId());
        return response.setEach("Members", result.members(), (entry, member) -> entry.set("MemberId", member.memberId())
                        .setIfPresent("GroupInstanceId", member.instanceId())
                        .set("Metadata", member.metadata()))
                .build();
    }
}
