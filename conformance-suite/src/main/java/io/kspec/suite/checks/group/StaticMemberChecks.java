package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.spec.Versions;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.Map;

/** Checks of static members, who keep their place while they restart (KIP-345). */
public class StaticMemberChecks {
    static final Versions WITH_INSTANCES = new Versions(5, Short.MAX_VALUE);
    private static final String INSTANCE = "instance-1";

    @ConformanceTest(
            id = "join-group.static-member-is-named",
            api = "JoinGroup",
            versions = "5+",
            requirement =
                    "A static member joins with one request, without MEMBER_ID_REQUIRED, and the leader sees its instance"
                            + " id.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "Assignors put a static member's partitions where they were by its instance id.")
    void aStaticMemberIsNamed(Case it) {
        try (Group group = new Group(it)) {
            group.member("static")
                    .instance(INSTANCE)
                    .askToJoin(body -> {})
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
                    "A static member that restarts, and joins with its instance id alone, gets a new member id in the same"
                            + " generation and the assignment that it had; nobody else has to join.",
            source = "KIP-345; KIP-814 (SkipAssignment); measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Rolling restarts stop every consumer of the group otherwise, which is what instance ids are to avoid.")
    void aStaticMemberReturnsToItsPlace(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            GroupMember before = group.member("before").instance(INSTANCE);
            group.settle(leader, before);
            GroupMember after = group.member("after").instance(INSTANCE);
            Answer joined = after.askToJoin(body -> {}).expectError("ErrorCode", ErrorCode.NONE);
            joined.expect("GenerationId", leader.generation())
                    .expect("MemberId", "is another than before", id -> !id.equals(before.id()));
            after.sync(Map.of()).expect("Assignment", before.due());
            leader.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "join-group.fenced-instance-refused",
            api = "JoinGroup",
            versions = "5+",
            needs = {"SyncGroup"},
            requirement = "A static member whose place another one took is refused with FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why =
                    "Two processes with one instance id, by mistake, would otherwise take the place from each other for ever.")
    void aFencedInstanceMayNotJoin(Case it) {
        try (Group group = new Group(it)) {
            fenced(it, group).askToJoin(body -> {}).expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "sync-group.fenced-instance-refused",
            api = "SyncGroup",
            versions = "3+",
            needs = {"JoinGroup"},
            requirement = "A static member whose place another one took is refused with FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "It would get partitions that are another's.")
    void aFencedInstanceMayNotSync(Case it) {
        try (Group group = new Group(it)) {
            fenced(it, group).startSync(Map.of()).answer().expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    @ConformanceTest(
            id = "heartbeat.fenced-instance-refused",
            api = "Heartbeat",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A static member whose place another one took is refused with FENCED_INSTANCE_ID.",
            source = "KIP-345; Kafka's GroupCoordinatorTest",
            why = "It is how the elder of two processes learns that it must stop.")
    void aFencedInstanceHasNoHeartbeat(Case it) {
        try (Group group = new Group(it)) {
            fenced(it, group).heartbeat().expectError("ErrorCode", ErrorCode.FENCED_INSTANCE_ID);
        }
    }

    /** A static member of a stable group whose place another one took. */
    public static GroupMember fenced(Case it, Group group) {
        it.limit("JoinGroup", WITH_INSTANCES);
        GroupMember elder = group.member("elder").instance(INSTANCE);
        group.settle(elder);
        GroupMember younger = group.member("younger").instance(INSTANCE);
        younger.askToJoin(body -> {}).expectError("ErrorCode", ErrorCode.NONE);
        return elder;
    }

    @ConformanceTest(
            id = "leave-group.by-instance-id",
            api = "LeaveGroup",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "A static member can be removed by its instance id, without its member id.",
            source = "KIP-345; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Admin tools know nothing but the instance id of a process that is gone.")
    void anInstanceCanBeRemoved(Case it) {
        it.limit("JoinGroup", WITH_INSTANCES);
        try (Group group = new Group(it)) {
            GroupMember stays = group.member("stays");
            GroupMember gone = group.member("gone").instance(INSTANCE);
            group.settle(stays, gone);
            it.ask(group.connection(), "LeaveGroup", body -> body.set("GroupId", group.id())
                            .add("Members", entry -> entry.set("MemberId", "").set("GroupInstanceId", INSTANCE)))
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
            requirement = "A static member is told of a rebalance as any other, and stays itself through it.",
            source = "KIP-345; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "A broker that does not read the instance id takes the member for another.")
    void aStaticMemberIsToldOfARebalance(Case it) {
        it.limit("JoinGroup", WITH_INSTANCES);
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member").instance(INSTANCE);
            group.settle(member);
            String id = member.id();
            InFlight joining = group.member("newcomer").startJoin();
            member.awaitRebalance();
            member.join().expect("MemberId", id).expectSize("Members", 2);
            joining.answer().expectError("ErrorCode", ErrorCode.NONE);
        }
    }
}
