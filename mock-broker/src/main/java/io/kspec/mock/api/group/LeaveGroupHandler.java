package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.classic.LeaveResult;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * LeaveGroup.
 *
 * <ul>
 *   <li>v1: throttle time.
 *   <li>v3: several members per request, each with its own error; static members may be named by their instance id
 *       alone (KIP-345).
 *   <li>v4: flexible. v5: the reason for leaving (KIP-800).
 * </ul>
 */
public final class LeaveGroupHandler implements ApiHandler {
    private final Cluster cluster;

    public LeaveGroupHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "LeaveGroup";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        boolean several = context.version() >= 3;
        List<MemberIdentity> leaving = several
                ? request.getStructs("Members").stream().map(MemberIdentity::of).toList()
                : List.of(MemberIdentity.of(request));
        String groupId = request.getString("GroupId");
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        LeaveResult result = misplaced == ErrorCode.NONE
                ? cluster.groups().leave(groupId, leaving, context.nowMs())
                : new LeaveResult(misplaced, List.of());
        MessageBuilder response = context.response();
        if (several) {
            response.set("ErrorCode", result.error());
            response.setEach("Members", result.members(), (entry, member) -> entry.set(
                            "MemberId", member.identity().memberId())
                    .set("GroupInstanceId", member.identity().instanceId())
                    .set("ErrorCode", member.error()));
        } else {
            response.set("ErrorCode", errorOfOne(result));
        }
        return HandlerAnswer.now(response.build());
    }

    private static ErrorCode errorOfOne(LeaveResult result) {
        return result.error() != ErrorCode.NONE || result.members().isEmpty()
                ? result.error()
                : result.members().get(0).error();
    }
}
