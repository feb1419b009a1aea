package io.kspec.mock.api.group;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.dispatch.ApiHandler;
import io.kspec.mock.dispatch.HandlerAnswer;
import io.kspec.mock.dispatch.RequestContext;
import io.kspec.mock.group.ListedGroup;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.spec.Versions;
import java.util.List;

/**
 * ListGroups. Filters are case-insensitive; a filter that names nothing known lists no groups.
 *
 * <ul>
 *   <li>v1: throttle time. v3: flexible.
 *   <li>v4: group states and a filter on them (KIP-518). v5: group types and a filter on them (KIP-848).
 * </ul>
 */
public final class ListGroupsHandler implements ApiHandler {
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
        List<String> states = context.version() >= 4 ? request.getStrings("StatesFilter") : List.of();
        List<String> types = context.version() >= 5 ? request.getStrings("TypesFilter") : List.of();
        List<ListedGroup> groups = cluster.groups().list(context.nowMs()).stream()
                .filter(group -> passes(stateInFilter(group), states) && passes(group.type(), types))
                .filter(group -> isHere(group, context))
                .toList();
        return HandlerAnswer.now(context.response()
                .setEach("Groups", groups, (entry, group) -> entry.set("GroupId", group.groupId())
                        .set("ProtocolType", group.protocolType())
                        .setIfPresent("GroupState", group.state())
                        .setIfPresent("GroupType", group.type()))
                .build());
    }

    /** How a filter must name a state: Apache Kafka 4.3.1 expects an underscore in that of a streams group that cannot run yet. */
    private static String stateInFilter(ListedGroup group) {
        return group.state().equals("NotReady") ? "not_ready" : group.state();
    }

    private static boolean passes(String value, List<String> filter) {
        return filter.isEmpty() || filter.stream().map(String::trim).anyMatch(value::equalsIgnoreCase);
    }

    /** Each broker lists the groups that it coordinates. */
    private boolean isHere(ListedGroup group, RequestContext context) {
        return cluster.coordinators().checkGroup(context.brokerId(), group.groupId()) == ErrorCode.NONE;
    }
}
