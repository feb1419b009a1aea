package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.GroupRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.Payload;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks of DescribeGroups: what tools learn about a group. */
class DescribeGroupsChecks {
    private static final String GROUP = "Groups[0].";
    private static final int NOT_ASKED = Integer.MIN_VALUE;

    @ConformanceTest(
            id = "describe-groups.unknown-group",
            api = "DescribeGroups",
            requirement =
                    "A group that does not exist has the state Dead and no members: without error up to version 5,"
                            + " with GROUP_ID_NOT_FOUND from version 6 on.",
            source = "KIP-1043; measured on Apache Kafka",
            why = "Tools could not tell a deleted group from a wrong name: Quafka answered INVALID_GROUP_ID.")
    void anUnknownGroupIsDead(Case test) {
        try (Group group = new Group(test)) {
            Answer answer =
                    group.describe().expect(GROUP + "GroupState", "Dead").expectSize(GROUP + "Members", 0);
            if (test.version() >= 6) {
                answer.expectError(GROUP + "ErrorCode", ErrorCode.GROUP_ID_NOT_FOUND);
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
                    "A group whose members have synced is Stable, and is described with its protocol type and protocol"
                            + " and with every member's id, client id, metadata and assignment.",
            source = "message definition DescribeGroupsResponse; Kafka's GroupCoordinatorTest",
            why = "Tools read from the assignments which member consumes what, and fail on any other bytes.")
    void aStableGroupListsItsMembers(Case test) {
        try (Group group = new Group(test)) {
            GroupMember leader = group.member("leader");
            GroupMember follower = group.member("follower");
            group.settle(leader, follower);
            Answer answer = group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "GroupState", "Stable")
                    .expect(GROUP + "ProtocolType", "consumer")
                    .expect(GROUP + "ProtocolData", GroupMember.RANGE)
                    .expectSize(GROUP + "Members", 2);
            expectMember(answer, leader, test.role("leader").clientId());
            expectMember(answer, follower, test.role("follower").clientId());
        }
    }

    @ConformanceTest(
            id = "describe-groups.foreign-bytes-unchanged",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A group of type \"sr\" is described with its own protocol type and protocol, and with the very bytes"
                            + " that its members sent as metadata and got as assignments.",
            source = "message definition DescribeGroupsResponse; Kafka's GroupCoordinatorTest",
            why = "Tools decide by the protocol type whether they can read the assignments; those of Schema Registry,"
                    + " shown as a consumer's, end kafka-consumer-groups with a SchemaException.")
    void aForeignGroupIsDescribedUnread(Case test) {
        try (Group group = new Group(test)) {
            Bytes identity = Bytes.fromHex("ffff00c32880ff");
            Bytes master = Payload.text("{\"error\":0,\"master\":\"registry\"}");
            GroupMember registry = group.member("registry").protocolType("sr").offer("v0", identity);
            registry.join();
            registry.sync(Map.of(registry.id(), master));
            group.describe()
                    .expectError(GROUP + "ErrorCode", ErrorCode.NONE)
                    .expect(GROUP + "ProtocolType", "sr")
                    .expect(GROUP + "ProtocolData", "v0")
                    .expectSize(GROUP + "Members", 1)
                    .expect(GROUP + "Members[0].MemberMetadata", identity)
                    .expect(GROUP + "Members[0].MemberAssignment", master);
        }
    }

    private static void expectMember(Answer answer, GroupMember member, String clientId) {
        String at = memberIn(answer, member);
        answer.expect(at + "ClientId", clientId)
                .expect(at + "MemberMetadata", Subscription.to("topic"))
                .expect(at + "MemberAssignment", member.expectedAssignment());
    }

    /** The path of a member, with a dot after it. */
    private static String memberIn(Answer answer, GroupMember member) {
        return answer.entry(GROUP + "Members[MemberId=" + member.id() + "]")
                .orElseThrow(() -> answer.failure(
                        GROUP + "Members",
                        "an entry for member " + member.id(),
                        answer.list(GROUP + "Members").toString()));
    }

    @ConformanceTest(
            id = "describe-groups.states",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat", "LeaveGroup", "OffsetCommit", "CreateTopics"},
            requirement = "A group is CompletingRebalance when all members have joined, Stable once they have synced,"
                    + " PreparingRebalance while it waits for one of them, and, if it has committed offsets, Empty when"
                    + " the last one has left.",
            source = "Kafka's GroupState; measured on Apache Kafka",
            why = "Tools refuse to reset the offsets of a group that is not Empty, and show any other state name as"
                    + " unknown.")
    void aGroupPassesThroughItsStates(Case test) {
        try (Group group = new Group(test)) {
            group.outliveMembers();
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
            expectConsumersOrNone(expectState(group, "Empty", 0));
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
            requirement = "A group that has committed offsets but never had a member is Empty.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "Tools would report that the group does not exist, and not reset its offsets.")
    void aGroupWithOnlyOffsetsIsEmpty(Case test) {
        try (Group group = new Group(test)) {
            group.offsets().commitAll(Position.of(test.topic(1), 0, 1));
            expectConsumersOrNone(expectState(group, "Empty", 0));
        }
    }

    /** Tools read both protocol types as those of a group of consumers. */
    private static void expectConsumersOrNone(Answer answer) {
        answer.expect(GROUP + "ProtocolType", "is consumer or empty", type -> Set.of("", "consumer")
                .contains(type));
    }

    @ConformanceTest(
            id = "describe-groups.several-groups",
            api = "DescribeGroups",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "Each of several requested groups is answered exactly once, whether it exists or not.",
            source = "message definition DescribeGroupsRequest",
            why = "Tools ask for all groups of a coordinator at once and look up each in the response.")
    void everyRequestedGroupIsAnswered(Case test) {
        try (Group one = new Group(test);
                Group other = one.another()) {
            one.settle(one.member("one"));
            Answer answer = test.ask(one.connection(), GroupRequests.describe(one.id(), other.id()))
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
            level = Level.SHOULD,
            requirement = "Authorized operations are -2147483648 unless they are requested.",
            source = "KIP-430; message definition DescribeGroupsResponse",
            why = "The Java admin client reads any other number as a set of permissions.")
    void authorizedOperationsAreOmittedUnlessRequested(Case test) {
        try (Group group = new Group(test)) {
            group.member("member").join();
            group.describe().expect(GROUP + "AuthorizedOperations", NOT_ASKED);
        }
    }

    @ConformanceTest(
            id = "describe-groups.static-member",
            api = "DescribeGroups",
            versions = "4+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A static member is described with its instance id, any other member without one.",
            source = "KIP-345",
            why = "Tools remove static members by the instance id that they see here.")
    void aStaticMemberShowsItsInstanceId(Case test) {
        test.limit("JoinGroup", StaticMemberChecks.WITH_INSTANCES);
        try (Group group = new Group(test)) {
            GroupMember fixed = group.member("fixed").instance("instance-1");
            GroupMember other = group.member("other");
            group.settle(fixed, other);
            Answer answer = group.describe();
            answer.expect(memberIn(answer, fixed) + "GroupInstanceId", "instance-1");
            String none = memberIn(answer, other) + "GroupInstanceId";
            if (!answer.find(none).orElse("").equals("")) {
                answer.expect(none, null);
            }
        }
    }

    @ConformanceTest(
            id = "describe-groups.no-assignment-yet",
            api = "DescribeGroups",
            needs = {"JoinGroup"},
            requirement = "A member that has not synced yet is described with an empty assignment.",
            source = "measured on Apache Kafka",
            why = "Tools read zero bytes as no assignment, and cannot read null.")
    void anUnsyncedMemberHasNoAssignment(Case test) {
        try (Group group = new Group(test)) {
            group.member("member").join();
            group.describe()
                    .expectSize(GROUP + "Members", 1)
                    .expect(GROUP + "Members[0].MemberAssignment", Bytes.EMPTY);
        }
    }
}
