package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.Map;

/** Checks of static members, which keep their assignment across restarts (KIP-345). */
public class StaticMemberChecks {
    static final Versions WITH_INSTANCES = new Versions(5, Short.MAX_VALUE);
    private static final String INSTANCE = "instance-1";
    private static final String OTHER_INSTANCE = "instance-2";

    @ConformanceTest(
            id = "join-group.static-member-is-named",
            api = "JoinGroup",
            versions = "5+",
            requirement = "A static member joins in one request, without MEMBER_ID_REQUIRED, and the leader sees its"
                    + " instance id.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "Assignors use the instance id to give a static member its previous partitions.")
    void aStaticMemberJoinsWithItsInstanceId(Case test) {
        try (Group group = new Group(test)) {
            group.member("static")
                    .instance(INSTANCE)
                    .askToJoin()
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Members", 1)
                    .expect("Members[0].GroupInstanceId", INSTANCE);
        }
    }

    @ConformanceTest(
            id = "join-group.static-member-returns",
            api = "JoinGroup",
            versions = "5+",
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "A static member that restarts and joins with only its instance id gets a new member id in the"
                            + " same generation and its previous assignment; no other member has to rejoin.",
            source = "KIP-345; KIP-814 (SkipAssignment); measured on Apache Kafka",
            why = "Otherwise rolling restarts stop every consumer of the group, which instance ids are meant to"
                    + " prevent.")
    void aRestartedStaticMemberKeepsItsAssignment(Case test) {
        try (Group group = new Group(test)) {
            GroupMember leader = group.member("leader");
            GroupMember before = group.member("before").instance(INSTANCE);
            group.settle(leader, before);
            GroupMember after = group.member("after").instance(INSTANCE);
            Answer joined = after.askToJoin().expectError("ErrorCode", ErrorCode.NONE);
            joined.expect("GenerationId", leader.generation())
                    .expect("MemberId", "is a new member id", id -> !id.equals(before.id()));
            after.sync(Map.of()).expect("Assignment", before.expectedAssignment());
            leader.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "join-group.static-leader-returns",
            api = "JoinGroup",
            versions = "5+",
            level = Level.SHOULD,
            needs = {"SyncGroup", "Heartbeat"},
            requirement =
                    "A static leader that restarts in a stable group keeps the generation and its assignment, and is not"
                            + " asked to assign again: it is not named as the leader or, from version 9 on, is told to skip"
                            + " the assignment.",
            source = "KIP-814 (SkipAssignment); KIP-345; measured on Apache Kafka",
            why = "The Java client computes an assignment when it is told to lead. Nobody gets this one, and if the"
                    + " broker did take it, other members would have partitions twice.")
    void aRestartedStaticLeaderDoesNotAssignAgain(Case test) {
        try (Group group = new Group(test)) {
            GroupMember one = group.member("one").instance(INSTANCE);
            GroupMember two = group.member("two").instance(OTHER_INSTANCE);
            group.settle(one, two);
            GroupMember before = Group.leader(one, two);
            GroupMember stays = before == one ? two : one;
            GroupMember after = group.member("after").instance(before == one ? INSTANCE : OTHER_INSTANCE);
            Answer joined = after.askToJoin().expectError("ErrorCode", ErrorCode.NONE);
            joined.expect("GenerationId", stays.generation());
            if (GroupMember.isLeaders(joined)) {
                joined.expect(
                        joined.has("SkipAssignment")
                                && joined.get("SkipAssignment").equals(true),
                        joined.has("SkipAssignment") ? "SkipAssignment" : "Leader",
                        "a member that is not asked to assign again",
                        "the leader, which assigns");
            }
            after.sync(Map.of()).expect("Assignment", before.expectedAssignment());
            stays.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "join-group.fenced-instance-refused",
            api = "JoinGroup",
            versions = "5+",
            needs = {"SyncGroup"},
            requirement = "A JoinGroup from a static member that another one has replaced is rejected with"
                    + " FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "Two processes with the same instance id, by mistake, would otherwise replace each other forever.")
    void aFencedInstanceCannotJoin(Case test) {
        try (Group group = new Group(test)) {
            fenced(test, group).askToJoin().expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "sync-group.fenced-instance-refused",
            api = "SyncGroup",
            versions = "3+",
            needs = {"JoinGroup"},
            requirement = "A SyncGroup from a static member that another one has replaced is rejected with"
                    + " FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "It would get partitions that belong to another member.")
    void aFencedInstanceCannotSync(Case test) {
        try (Group group = new Group(test)) {
            fenced(test, group).startSync(Map.of()).answer().expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "heartbeat.fenced-instance-refused",
            api = "Heartbeat",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A heartbeat from a static member that another one has replaced is rejected with"
                    + " FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "This is how the older of two processes learns that it must stop.")
    void aHeartbeatOfAFencedInstanceIsRejected(Case test) {
        try (Group group = new Group(test)) {
            fenced(test, group).heartbeat().expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    /** A static member of a stable group that another one has replaced. */
    public static GroupMember fenced(Case test, Group group) {
        test.limit("JoinGroup", WITH_INSTANCES);
        GroupMember elder = group.member("elder").instance(INSTANCE);
        group.settle(elder);
        GroupMember younger = group.member("younger").instance(INSTANCE);
        younger.askToJoin().expectError("ErrorCode", ErrorCode.NONE);
        return elder;
    }

    @ConformanceTest(
            id = "leave-group.fenced-instance-refused",
            api = "LeaveGroup",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup", "DescribeGroups"},
            requirement = "A static member that another one has replaced cannot leave: its entry in the response is"
                    + " FENCED_INSTANCE_ID, and the newer one remains a member.",
            source = "KIP-345; measured on Apache Kafka",
            why = "The older of two processes, which is told to stop, would remove the newer one on its way out.")
    void aFencedInstanceCannotLeave(Case test) {
        try (Group group = new Group(test)) {
            GroupMember elder = fenced(test, group);
            Leaver both = new Leaver(elder.id(), INSTANCE, null);
            test.ask(elder.connection(), MembershipRequests.leave(group.id(), both))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Members", 1)
                    .expectError("Members[0].ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
            group.describe().expectSize("Groups[0].Members", 1);
        }
    }

    @ConformanceTest(
            id = "leave-group.by-instance-id",
            api = "LeaveGroup",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "A static member can be removed by its instance id, without its member id.",
            source = "KIP-345; measured on Apache Kafka",
            why = "Admin tools know nothing but the instance id of a process that is gone.")
    void aStaticMemberIsRemovedByInstanceId(Case test) {
        test.limit("JoinGroup", WITH_INSTANCES);
        try (Group group = new Group(test)) {
            GroupMember stays = group.member("stays");
            GroupMember gone = group.member("gone").instance(INSTANCE);
            group.settle(stays, gone);
            test.ask(group.connection(), MembershipRequests.leave(group.id(), Leaver.instance(INSTANCE)))
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Members", 1)
                    .expect("Members[0].GroupInstanceId", INSTANCE)
                    .expectError("Members[0].ErrorCode", ErrorCode.NONE);
            group.rejoin(stays);
        }
    }

    @ConformanceTest(
            id = "heartbeat.static-members-in-rebalance",
            api = "Heartbeat",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A static member gets REBALANCE_IN_PROGRESS like any other, and keeps its member id through the"
                            + " rebalance.",
            source = "KIP-345; measured on Apache Kafka",
            why = "A broker that does not read the instance id mistakes the member for another one.")
    void aStaticMemberKeepsItsIdInARebalance(Case test) {
        test.limit("JoinGroup", WITH_INSTANCES);
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member").instance(INSTANCE);
            group.settle(member);
            String id = member.id();
            InFlight joining = group.member("newcomer").startJoin();
            member.awaitRebalance().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
            member.join().expect("MemberId", id);
            joining.answer().expectError("ErrorCode", ErrorCode.NONE);
        }
    }
}
