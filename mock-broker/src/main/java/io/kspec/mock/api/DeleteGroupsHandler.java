package io.kspec.mock.api;

import io.kspec.protocol.message.Message;
import java.util.LinkedHashSet;

/**
 * DeleteGroups. A group that is named twice is answered once.
 *
 * <ul>
 *   <li>v1: throttling happens after the response. v2: flexible.
 *   <li>v3: an error message, where there is a cause to tell beyond the code; here there is none.
 * </ul>
 */
final class DeleteGroupsHandler implements ApiHandler {
    private final Cluster cluster;

    DeleteGroupsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "DeleteGroups";
    }

    @Override
    public Answer answer(Message request, RequestContext context) {
        return Answer.now(context.response()
                .setEach(
                        "Results",
                        new LinkedHashSet<>(request.getStrings("GroupsNames")),
                        (result, groupId) -> result.set("GroupId", groupId)
                                .set("ErrorCode", cluster.groups().delete(groupId, context.nowMs())))
                .build());
    }
}
