package io.kspec.mock.api;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;

/**
 * Heartbeat.
 *
 * <ul>
 *   <li>v1: throttle time. v3: static members (KIP-345). v4: flexible.
 * </ul>
 */
final class HeartbeatHandler implements ApiHandler {
    private final Cluster cluster;

    HeartbeatHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "Heartbeat";
    }

    @Override
    public Answer answer(Message request, RequestContext context) {
        ErrorCode error = cluster.groups()
                .heartbeat(
                        request.getString("GroupId"),
                        MemberIdentities.of(request),
                        request.getInt("GenerationId"),
                        context.nowMs());
        return Answer.now(context.response().set("ErrorCode", error).build());
    }
}
