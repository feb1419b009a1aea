package io.kspec.mock.api.group;

import io.kspec.mock.cluster.AllOperations;
import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.classic.GroupDescription;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;

/**
 * DescribeGroups. A group that does not exist is in state Dead.
 *
 * <ul>
 *   <li>v1: throttle time. v3: authorized operations on request (KIP-430).
 *   <li>v4: static members (KIP-345). v5: flexible.
 *   <li>v6: a group that does not exist also gets GROUP_ID_NOT_FOUND and an error message (KIP-1043).
 * </ul>
 */
public final class DescribeGroupsHandler implements ApiHandler {
    private final Cluster cluster;

    public DescribeGroupsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DescribeGroups";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 6);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean withOperations = context.version() >= 3 && request.getBoolean("IncludeAuthorizedOperations");
        MessageBuilder response = context.response();
        response.setEach("Groups", request.getStrings("Groups"), (result, groupId) -> {
            ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
            if (misplaced != ErrorCode.NONE) {
                result.set("GroupId", groupId).set("ErrorCode", misplaced);
                return;
            }
            GroupDescription group = cluster.groups().describe(groupId, context.nowMs());
            fill(result, group);
            boolean found = group.exists() || context.version() < 6;
            if (!found) {
                result.set("ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND)
                        .set("ErrorMessage", "There is no group " + groupId + ".");
            }
            if (withOperations && found) {
                result.set("AuthorizedOperations", AllOperations.onGroup(cluster.release()));
            }
        });
        return HandlerAnswer.now(response.build());
    }

    private static void fill(MessageBuilder result, GroupDescription group) {
        result.set("GroupId", group.groupId())
                .set("GroupState", group.state())
                .set("ProtocolType", group.protocolType())
                .set("ProtocolData", group.protocolName());
        result.setEach("Members", group.members(), (entry, member) -> entry.set("MemberId", member.memberId())
                .setIfPresent("GroupInstanceId", member.instanceId())
                .set("ClientId", member.clientId())
                .set("ClientHost", member.clientHost())
                .set("MemberMetadata", member.metadata())
                .set("MemberAssignment", member.assignment()));
    }
}
