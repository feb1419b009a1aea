package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.PromisedReply;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.classic.SyncRequest;
import io.kspec.mock.group.classic.SyncResult;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.HashMap;
import java.util.Map;

/**
 * SyncGroup. The response waits until the leader has sent the assignment.
 *
 * <ul>
 *   <li>v1: throttle time. v3: static members (KIP-345). v4: flexible.
 *   <li>v5: protocol type and name in request and response; a request must have both, and they must match the group's
 *       (KIP-559).
 * </ul>
 */
public final class SyncGroupHandler implements ApiHandler {
    private final Cluster cluster;

    public SyncGroupHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "SyncGroup";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        PromisedReply<SyncResult> reply = new PromisedReply<>(result -> context.response()
                .set("ErrorCode", result.error())
                .setIfPresent("ProtocolType", result.protocolType())
                .setIfPresent("ProtocolName", result.protocolName())
                .set("Assignment", result.assignment())
                .build());
        if (context.version() >= 5 && (request.isNull("ProtocolType") || request.isNull("ProtocolName"))) {
            return HandlerAnswer.now(context.response()
                    .set("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL)
                    .build());
        }
        SyncRequest sync = new SyncRequest(
                request.getString("GroupId"),
                MemberIdentity.of(request),
                request.getInt("GenerationId"),
                request.has("ProtocolType") ? request.getNullableString("ProtocolType") : null,
                request.has("ProtocolName") ? request.getNullableString("ProtocolName") : null,
                assignments(request));
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), sync.groupId());
        if (misplaced == ErrorCode.NONE) {
            cluster.groups().sync(sync, context.nowMs(), reply);
        } else {
            reply.answer(SyncResult.refused(misplaced));
        }
        return reply.toAnswer();
    }

    private static Map<String, Bytes> assignments(Message request) {
        Map<String, Bytes> assignments = new HashMap<>();
        request.getStructs("Assignments")
                .forEach(entry -> assignments.put(entry.getString("MemberId"), entry.getBytes("Assignment")));
        return assignments;
    }
}
