package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;

/**
 * Heartbeat.
 *
 * <ul>
 *   <li>v1: throttle time. v3: static members (KIP-345). v4: flexible.
 * </ul>
 */
public final class HeartbeatHandler implements ApiHandler {
    private final Cluster cluster;

    public HeartbeatHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "Heartbeat";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 4);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        String groupId = request.getString("GroupId");
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        ErrorCode error = misplaced == ErrorCode.NONE
                ? cluster.groups()
                        .heartbeat(groupId, MemberIdentity.of(request), request.getInt("GenerationId"), context.nowMs())
                : misplaced;
        return HandlerAnswer.now(context.response().set("ErrorCode", error).build());
    }
}
