package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.net.Await;
import io.kspec.stage.requests.ClientRequest;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Checks of ListGroups: which groups a broker coordinates. */
class ListGroupsChecks {
    private static final Duration SOON = Duration.ofSeconds(1);

    @ConformanceTest(
            id = "list-groups.group-is-listed",
            api = "ListGroups",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A group with a member is listed once by its coordinator, with its protocol type and, at versions"
                            + " that have them, its state and type.",
            source = "message definition ListGroupsResponse; KIP-518 (GroupState), KIP-848 (GroupType)",
            why = "Tools find groups only through this list, and recognize consumers by the protocol type.")
    void aGroupIsListed(Case test) {
        try (Group group = new Group(test)) {
            group.settle(group.member("member"));
            Answer listed = await(test, group, GroupRequests.list(), answer -> isShown(answer, group, "Stable"))
                    .expectError("ErrorCode", ErrorCode.NONE);
            String at = expectListed(listed, group);
            listed.expect(at + "ProtocolType", "consumer");
            if (test.version() >= 4) {
                listed.expect(at + "GroupState", "Stable");
            }
            if (test.version() >= 5) {
                listed.expect(at + "GroupType", "classic");
            }
        }
    }

    @ConformanceTest(
            id = "list-groups.only-commits",
            api = "ListGroups",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement =
                    "A group that has committed offsets but never had a member is listed, with an empty protocol type or"
                            + " that of consumers, which tools read alike.",
            source = "measured on Apache Kafka",
            why = "Its offsets could be neither found nor removed.")
    void aGroupWithOnlyOffsetsIsListed(Case test) {
        try (Group group = new Group(test)) {
            group.offsets().commitAll(Position.of(test.topic(1), 0, 1));
            Answer listed = ask(test, group, GroupRequests.list());
            listed.expect(
                    expectListed(listed, group) + "ProtocolType",
                    "is empty or consumer",
                    type -> type.equals("") || type.equals("consumer"));
        }
    }

    @ConformanceTest(
            id = "list-groups.states-filter",
            api = "ListGroups",
            versions = "4+",
            needs = {"JoinGroup", "SyncGroup", "LeaveGroup", "OffsetCommit", "CreateTopics"},
            requirement = "With a states filter, the groups in these states are listed and no others.",
            source = "KIP-518; measured on Apache Kafka",
            why = "Tools that ask for the groups in one state would show every group as being in it.")
    void groupsAreFilteredByState(Case test) {
        try (Group group = new Group(test)) {
            group.outliveMembers();
            GroupMember member = group.member("member");
            group.settle(member);
            expectListed(awaitListed(test, group, "Stable"), group);
            expectListed(ask(test, group, GroupRequests.listInStates("Empty", "Stable")), group);
            expectNotListed(ask(test, group, GroupRequests.listInStates("Empty", "PreparingRebalance")), group);
            member.leave();
            expectListed(awaitListed(test, group, "Empty"), group);
            expectNotListed(ask(test, group, GroupRequests.listInStates("Stable")), group);
        }
    }

    @ConformanceTest(
            id = "list-groups.unknown-state-filter",
            api = "ListGroups",
            versions = "4+",
            needs = {"JoinGroup", "SyncGroup"},
            level = Level.SHOULD,
            requirement = "A states filter with a state that does not exist matches no group, and is no error.",
            source = "KIP-518; measured on Apache Kafka",
            why = "Tools ask for all states that they know, some of which older brokers do not have.")
    void noGroupIsInAnUnknownState(Case test) {
        try (Group group = new Group(test)) {
            group.settle(group.member("member"));
            Answer listed =
                    ask(test, group, GroupRequests.listInStates("Kspec")).expectError("ErrorCode", ErrorCode.NONE);
            expectNotListed(listed, group);
        }
    }

    @ConformanceTest(
            id = "list-groups.types-filter",
            api = "ListGroups",
            versions = "5+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "With a types filter, the groups of these types are listed and no others.",
            source = "KIP-848; measured on Apache Kafka",
            why = "Tools ask for the types of group that they can describe.")
    void groupsAreFilteredByType(Case test) {
        try (Group group = new Group(test)) {
            group.settle(group.member("member"));
            expectListed(ask(test, group, GroupRequests.listOfType("classic")), group);
            expectNotListed(ask(test, group, GroupRequests.listOfType("consumer")), group);
        }
    }

    static Answer ask(Case test, Group group, ClientRequest list) {
        return test.ask(group.connection(), list);
    }

    private static Answer awaitListed(Case test, Group group, String state) {
        return await(test, group, GroupRequests.listInStates(state), answer -> !indexesOf(answer, group)
                .isEmpty());
    }

    /** Asks until an answer is as expected: Apache Kafka 3 may show the state of a moment ago. */
    private static Answer await(Case test, Group group, ClientRequest list, Predicate<Answer> expected) {
        return Await.of("a group in its new state", SOON).last(() -> ask(test, group, list), expected);
    }

    /** Whether a group is in a state, as far as the version tells. */
    private static boolean isShown(Answer listed, Group group, String state) {
        return listed.body().getStructs("Groups").stream()
                .filter(entry -> entry.getString("GroupId").equals(group.id()))
                .anyMatch(entry -> !entry.has("GroupState")
                        || entry.getString("GroupState").equals(state));
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
