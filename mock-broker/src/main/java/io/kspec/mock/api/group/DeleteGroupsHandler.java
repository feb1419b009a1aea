package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.LinkedHashSet;

/**
 * DeleteGroups. A group that is named twice is answered once.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible.
 *   <li>v3: error message, which the mock leaves empty.
 * </ul>
 */
public final class DeleteGroupsHandler implements ApiHandler {
    private final Cluster cluster;

    public DeleteGroupsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DeleteGroups";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 3);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        return HandlerAnswer.now(context.response()
                .setEach(
                        "Results",
                        new LinkedHashSet<>(request.getStrings("GroupsNames")),
                        (result, groupId) -> result.set("GroupId", groupId).set("ErrorCode", delete(groupId, context)))
                .build());
    }

    private ErrorCode delete(String groupId, RequestContext context) {
        ErrorCode misplaced = cluster.coordinators().checkGroup(context.brokerId(), groupId);
        return misplaced == ErrorCode.NONE ? cluster.groups().delete(groupId, context.nowMs()) : misplaced;
    }
}
