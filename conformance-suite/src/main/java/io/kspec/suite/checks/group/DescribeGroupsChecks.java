package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks of DescribeGroups: what tools see of a group. */
class DescribeGroupsChecks {
    private static final String GROUP = "Groups[0].";
    private static final int NOT_ASKED = Integer.MIN_VALUE;

    @ConformanceTest(
            id = "describe-groups.unknown-group",
            api = "DescribeGroups",
            requirement =
                    "A group that does not exist has the state Dead and no members: without error up to version 5, with"
                            + " GROUP_ID_NOT_FOUND and a message from version 6 on.",
            source = "KIP-1043; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Tools could not tell a group that is gone from a name that is wrong: Quafka answered INVALID_GROUP_ID.")
    void anUnknownGroupIsDead(Case it) {
        try (Group group = new Group(it)) {
            Answer answer =
                    group.describe().expect(GROUP + "GroupState", "Dead").expectSize(GROUP + "Members", 0);
            if (it.version() >= 6) {
                answer.expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND)
                        .expect(GROUP + "ErrorMessage", "is not empty", message -> !message.equals(""));
            } else {
                answer.expectError(GROUP + "ErrorCode", ErrorCode.NONE);
            }
        }
    }

    @ConformanceTest(
            id = "describe-groups.stable-group",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "A group whose members have synced is Stable, and shows its protocol type and protocol, and of each"
                            + " member the id, client id, host, metadata and assignment.",
            source = "message definition DescribeGroupsResponse; Kafka's GroupCoordinatorTest",
            why = "Tools read from the assignments who consumes what, and fail on bytes that are not the members'.")
    void aStableGroupShowsItsMembers(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            GroupMember follower = group.member("follower");
            group.settle(leader, follower);
            Answer answer = group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Stable")
                    .expect(GROUP + "ProtocolType", "consumer")
                    .expect(GROUP + "ProtocolData", GroupMember.RANGE)
                    .expectSize(GROUP + "Members", 2);
            expectMember(answer, leader, it.role("leader").clientId());
            expectMember(answer, follower, it.role("follower").clientId());
        }
    }

    private static void expectMember(Answer answer, GroupMember member, String clientId) {
        String at = GROUP + "Members[" + indexOf(answer, member) + "].";
        answer.expect(at + "ClientId", clientId)
                .expect(at + "ClientHost", "is not empty", host -> !host.equals(""))
                .expect(at + "MemberMetadata", Subscription.to("topic"))
                .expect(at + "MemberAssignment", member.due());
    }

    private static int indexOf(Answer answer, GroupMember member) {
        List<?> members = answer.list(GROUP + "Members");
        for (int i = 0; i < members.size(); i++) {
            if (((Message) members.get(i)).getString("MemberId").equals(member.id())) {
                return i;
            }
        }
        throw answer.failure(GROUP + "Members", "an entry for member " + member.id(), members.toString());
    }

    @ConformanceTest(
            id = "describe-groups.states",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat", "LeaveGroup"},
            requirement = "A group is CompletingRebalance when all have joined, Stable once they have synced,"
                    + " PreparingRebalance while one of them is waited for, and Empty when the last one has left.",
            source = "Kafka's GroupState; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Tools refuse to reset the offsets of a group that is not Empty, and show other words than these as unknown.")
    void aGroupPassesThroughItsStates(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            member.join();
            expectState(group, "CompletingRebalance", 1);
            group.sync(member);
            expectState(group, "Stable", 1);
            GroupMember newcomer = group.member("newcomer");
            InFlight joining = newcomer.startJoin();
            member.awaitRebalance();
            expectState(group, "PreparingRebalance", 2);
            group.rejoin(member);
            joining.answer();
            group.sync(member, newcomer);
            expectState(group, "Stable", 2);
            member.leave();
            newcomer.leave();
            expectState(group, "Empty", 0)
                    .expect(GROUP + "ProtocolType", "consumer")
                    .expect(GROUP + "ProtocolData", "");
        }
    }

    private static Answer expectState(Group group, String state, int members) {
        return group.describe()
                .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                .expect(GROUP + "GroupState", state)
                .expectSize(GROUP + "Members", members);
    }

    @ConformanceTest(
            id = "describe-groups.only-commits",
            api = "DescribeGroups",
            needs = {"OffsetCommit", "CreateTopics"},
            requirement = "A group that has committed offsets, and never had a member, is Empty.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Tools would say that the group does not exist, and not reset its offsets.")
    void aGroupOfCommitsIsEmpty(Case it) {
        try (Group group = new Group(it)) {
            group.offsets().commitAll(Position.of(it.topic(1), 0, 1));
            expectState(group, "Empty", 0).expect(GROUP + "ProtocolType", "");
        }
    }

    @ConformanceTest(
            id = "describe-groups.several-groups",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "Several groups are all answered, each once, whether they exist or not.",
            source = "message definition DescribeGroupsRequest",
            why = "Tools ask for all groups of a coordinator at once, and look for each in the answer.")
    void severalGroupsAreAnswered(Case it) {
        try (Group one = new Group(it);
                Group other = new Group(it)) {
            one.settle(one.member("one"));
            Answer answer = it.ask(
                            one.connection(),
                            "DescribeGroups",
                            body -> body.set("Groups", List.of(one.id(), other.id())))
                    .expectSize("Groups", 2);
            Set<String> found = new TreeSet<>();
            for (Message group : answer.body().getStructs("Groups")) {
                found.add(group.getString("GroupId") + " " + group.getString("GroupState"));
            }
            Set<String> expected = new TreeSet<>(List.of(one.id() + " Stable", other.id() + " Dead"));
            answer.expect(found.equals(expected), "Groups", expected.toString(), found);
        }
    }

    @ConformanceTest(
            id = "describe-groups.operations-not-asked-for",
            api = "DescribeGroups",
            versions = "3+",
            needs = {"JoinGroup"},
            requirement = "Authorized operations that are not asked for are -2147483648.",
            source = "KIP-430; message definition DescribeGroupsResponse",
            why = "The Java client's admin reads any other number as a set of permissions.")
    void operationsAreNotToldUnasked(Case it) {
        try (Group group = new Group(it)) {
            group.member("member").join();
            group.describe().expect(GROUP + "AuthorizedOperations", NOT_ASKED);
        }
    }

    @ConformanceTest(
            id = "describe-groups.static-member",
            api = "DescribeGroups",
            versions = "4+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A static member is shown with its instance id, another one with null.",
            source = "KIP-345",
            why = "Tools remove static members by the instance id that they are shown.")
    void aStaticMemberIsShown(Case it) {
        it.limit("JoinGroup", StaticMemberChecks.WITH_INSTANCES);
        try (Group group = new Group(it)) {
            GroupMember fixed = group.member("fixed").instance("instance-1");
            GroupMember other = group.member("other");
            group.settle(fixed, other);
            Answer answer = group.describe();
            answer.expect(GROUP + "Members[" + indexOf(answer, fixed) + "].GroupInstanceId", "instance-1");
            answer.expect(GROUP + "Members[" + indexOf(answer, other) + "].GroupInstanceId", null);
        }
    }

    @ConformanceTest(
            id = "describe-groups.no-assignment-yet",
            api = "DescribeGroups",
            needs = {"JoinGroup"},
            requirement = "A member that has not synced yet is shown with an empty assignment.",
            source = "measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Tools read no assignment from no bytes, and cannot read null.")
    void beforeSyncingThereIsNoAssignment(Case it) {
        try (Group group = new Group(it)) {
            group.member("member").join();
            group.describe()
                    .expectSize(GROUP + "Members", 1)
                    .expect(GROUP + "Members[0].MemberAssignment", Bytes.EMPTY);
        }
    }
}
