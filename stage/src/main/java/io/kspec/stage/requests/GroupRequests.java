package io.kspec.stage.requests;

import java.util.Collection;
import java.util.List;

/** DescribeGroups, ListGroups and DeleteGroups requests: groups as tools see them. */
public final class GroupRequests {
    private GroupRequests() {}

    /** Describes groups. */
    public static ClientRequest describe(String... groupIds) {
        return describe(List.of(groupIds));
    }

    /** Describes groups. */
    public static ClientRequest describe(Collection<String> groupIds) {
        List<String> all = List.copyOf(groupIds);
        return ClientRequest.of("DescribeGroups", body -> body.set("Groups", all));
    }

    /** Lists all groups of a broker. */
    public static ClientRequest list() {
        return ClientRequest.of("ListGroups", body -> {});
    }

    /** Lists the groups in some states, which takes version 4 (KIP-518). */
    public static ClientRequest listInStates(String... states) {
        List<String> all = List.of(states);
        return list().with(body -> body.set("StatesFilter", all));
    }

    /** Lists the groups of a type, which takes version 5 (KIP-848). */
    public static ClientRequest listOfType(String type) {
        return list().with(body -> body.set("TypesFilter", List.of(type)));
    }

    /** Deletes groups. */
    public static ClientRequest delete(Collection<String> groupIds) {
        List<String> all = List.copyOf(groupIds);
        return ClientRequest.of("DeleteGroups", body -> body.set("GroupsNames", all));
    }
}
