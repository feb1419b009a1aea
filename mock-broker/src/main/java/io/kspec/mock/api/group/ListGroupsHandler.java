package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.classic.GroupDescription;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;
import java.util.Set;

/**
 * ListGroups. Filters are case-insensitive; a filter that names nothing known lists no groups.
 *
 * <ul>
 *   <li>v1: throttle time. v3: flexible.
 *   <li>v4: group states and a filter on them (KIP-518). v5: group types, all of them classic, and a filter on them
 *       (KIP-848).
 * </ul>
 */
public final class ListGroupsHandler implements ApiHandler {
    private static final String CLASSIC = "classic";

    private final Cluster cluster;

    public ListGroupsHandler(Cluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String api() {
        return "ListGroups";
    }

    @Override
    public Versions versions() {
        return new Versions(0, 5);
    }

    @Override
    public HandlerAnswer answer(Message request, RequestContext context) {
        Set<String> states = context.version() >= 4 ? Set.copyOf(request.getStrings("StatesFilter")) : Set.of();
        List<String> types = context.version() >= 5 ? request.getStrings("TypesFilter") : List.of();
        boolean listsClassic = types.isEmpty() || types.stream().anyMatch(CLASSIC::equalsIgnoreCase);
        List<GroupDescription> groups = listsClassic ? cluster.groups().list(states, context.nowMs()) : List.of();
        return HandlerAnswer.now(context.response()
                .setEach(
                        "Groups",
                        groups.stream().filter(group -> isHere(group, context)).toList(),
                        (entry, group) -> entry.set("GroupId", group.groupId())
                                .set("ProtocolType", group.protocolType())
                                .setIfPresent("GroupState", group.state())
                                .setIfPresent("GroupType", CLASSIC))
                .build());
    }

    /** Each broker lists the groups that it coordinates. */
    private boolean isHere(GroupDescription group, RequestContext context) {
        return cluster.coordinators().checkGroup(context.brokerId(), group.groupId()) == ErrorCode.NONE;
    }
}
