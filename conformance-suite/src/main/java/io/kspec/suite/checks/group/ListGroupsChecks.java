package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Checks of ListGroups: which groups a broker coordinates. */
class ListGroupsChecks {
    @ConformanceTest(
            id = "list-groups.group-is-listed",
            api = "ListGroups",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A group with a member is listed once by its coordinator, with its protocol type, and with state and"
                            + " type where the version has them.",
            source = "message definition ListGroupsResponse; KIP-518 (GroupState), KIP-848 (GroupType)",
            why = "Tools find groups by this list alone, and show consumers by their protocol type.")
    void aGroupIsListed(Case it) {
        try (Group group = new Group(it)) {
            group.settle(group.member("member"));
            Answer listed = ask(it, group, body -> {}).expectError("ErrorCode", ErrorCode.NONE);
            String at = expectListed(listed, group);
            listed.expect(at + "ProtocolType", "consumer");
            if (it.version() >= 4) {
                listed.expect(at + "GroupState", "Stable");
            }
            if (it.version() >= 5) {
                listed.expect(at + "GroupType", "classic");
            }
        }
    }

    @ConformanceTest(
            id = "list-groups.only-commits",
            api = "ListGroups",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement =
                    "A group that has committed offsets, and never had a member, is listed, without protocol type.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Its offsets could not be found, nor removed.")
    void aGroupOfCommitsIsListed(Case it) {
        try (Group group = new Group(it)) {
            group.offsets().commitAll(Position.of(it.topic(1), 0, 1));
            Answer listed = ask(it, group, body -> {});
            listed.expect(expectListed(listed, group) + "ProtocolType", "");
        }
    }

    @ConformanceTest(
            id = "list-groups.states-filter",
            api = "ListGroups",
            versions = "4+",
            needs = {"JoinGroup", "SyncGroup", "LeaveGroup"},
            requirement = "With a filter of states, groups in these states are listed and no others.",
            source = "KIP-518; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Tools that ask for the groups in a state would show all of them as in it.")
    void statesAreFiltered(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            group.settle(member);
            expectListed(ask(it, group, states("Stable")), group);
            expectListed(ask(it, group, states("Empty", "Stable")), group);
            expectNotListed(ask(it, group, states("Empty", "PreparingRebalance")), group);
            member.leave();
            expectListed(ask(it, group, states("Empty")), group);
            expectNotListed(ask(it, group, states("Stable")), group);
        }
    }

    private static Consumer<MessageBuilder> states(String... states) {
        return body -> body.set("StatesFilter", List.of(states));
    }

    @ConformanceTest(
            id = "list-groups.types-filter",
            api = "ListGroups",
            versions = "5+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "With a filter of types, groups of these types are listed and no others.",
            source = "KIP-848; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Tools ask for groups of the kind that they can describe.")
    void typesAreFiltered(Case it) {
        try (Group group = new Group(it)) {
            group.settle(group.member("member"));
            expectListed(ask(it, group, body -> body.set("TypesFilter", List.of("classic"))), group);
            expectNotListed(ask(it, group, body -> body.set("TypesFilter", List.of("consumer"))), group);
        }
    }

    static Answer ask(Case it, Group group, Consumer<MessageBuilder> filter) {
        return it.ask(group.connection(), "ListGroups", filter);
    }

    private static String expectListed(Answer listed, Group group) {
        List<Integer> at = indexesOf(listed, group);
        listed.expect(at.size() == 1, "Groups", "one entry for " + group.id(), at.size());
        return "Groups[" + at.get(0) + "].";
    }

    static void expectNotListed(Answer listed, Group group) {
        int times = indexesOf(listed, group).size();
        listed.expect(times == 0, "Groups", "no entry for " + group.id(), times);
    }

    private static List<Integer> indexesOf(Answer listed, Group group) {
        List<Message> groups = listed.body().getStructs("Groups");
        return IntStream.range(0, groups.size())
                .filter(i -> groups.get(i).getString("GroupId").equals(group.id()))
                .boxed()
                .toList();
    }
}
