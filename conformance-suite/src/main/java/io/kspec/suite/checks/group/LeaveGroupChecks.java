package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.CoordinatorType;
import io.kspec.stage.requests.Leaver;
import io.kspec.stage.requests.MembershipRequests;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Checks of LeaveGroup: a member that leaves is removed at once. */
class LeaveGroupChecks {
    /** How long the target may take to read a request that it does not answer yet. */
    private static final Duration WATCH = Duration.ofMillis(50);
    /** How long the target may take to answer at once: well below the time for which it waits for a member. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @ConformanceTest(
            id = "leave-group.member-is-gone",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat", "DescribeGroups"},
            requirement = "A leaving member is answered without error, by its id at versions that list members, and is"
                    + " unknown from then on; if it was the last member, the group has none.",
            source = "message definition LeaveGroupResponse; KIP-345 (Members); GroupCoordinatorTest",
            why = "Brokers that did not read the members of version 3 reported success and kept a phantom member"
                    + " (SeaweedFS, pg_kafka); the Java client insists on exactly one member (\"The expected"
                    + " leave group response\").")
    void aLeavingMemberIsRemoved(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            Answer left = member.leave().expectError("ErrorCode", ErrorCode.NONE);
            if (left.has("Members")) {
                left.expectSize("Members", 1)
                        .expect("Members[0].MemberId", member.id())
                        .expectError("Members[0].ErrorCode", ErrorCode.NONE);
            }
            expectUnknown(member);
            group.describe().expectSize("Groups[0].Members", 0);
        }
    }

    @ConformanceTest(
            id = "leave-group.others-rebalance",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "When a member leaves, heartbeats tell the others to rejoin at once, and the next generation does not"
                            + " include it.",
            source = "Kafka's protocol guide; GroupCoordinatorTest",
            why = "Otherwise nobody reads its partitions until its session expires, or ever: Sarama's phantom leader"
                    + " (SeaweedFS).",
            harm = Harm.CLIENTS_HANG)
    void theRemainingMembersRebalance(Case test) {
        try (Group group = new Group(test)) {
            GroupMember stays = group.member("stays");
            GroupMember goes = group.member("goes");
            group.settle(stays, goes);
            goes.leave().expectError("ErrorCode", ErrorCode.NONE);
            stays.awaitRebalance();
            stays.join().expectSize("Members", 1).expect("Leader", stays.id());
        }
    }

    @ConformanceTest(
            id = "leave-group.leader-leaves",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "When the leader leaves, another member leads the next generation.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A group that keeps a departed leader never gets an assignment (SeaweedFS).")
    void anotherMemberReplacesALeavingLeader(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("leader");
            GroupMember second = group.member("follower");
            group.settle(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            leader.leave().expectError("ErrorCode", ErrorCode.NONE);
            follower.awaitRebalance();
            follower.join().expect("Leader", follower.id()).expectSize("Members", 1);
            group.sync(follower);
        }
    }

    @ConformanceTest(
            id = "leave-group.unknown-member-refused",
            api = "LeaveGroup",
            level = Level.SHOULD,
            needs = {"JoinGroup"},
            requirement = "Leaving with an unknown member id, or from a group that does not exist, is rejected with"
                    + " UNKNOWN_MEMBER_ID: for the request up to version 2, for the member from version 3 on.",
            source = "KIP-345; measured on Apache Kafka",
            why = "Admin tools report whom they removed; members that leave only log the error.")
    void anUnknownMemberIsRejected(Case test) {
        try (Group group = new Group(test)) {
            expectRefused(leave(test, group, "nobody"));
            group.member("member").join();
            expectRefused(leave(test, group, "nobody"));
        }
    }

    @ConformanceTest(
            id = "leave-group.empty-group-id-refused",
            api = "LeaveGroup",
            level = Level.SHOULD,
            requirement = "An empty group id is rejected with INVALID_GROUP_ID, for the request as a whole.",
            source = "measured on Apache Kafka",
            why = "A tool that forgot the group would be told that its members are gone.")
    void anEmptyGroupIdIsRejected(Case test) {
        test.ask(
                        test.coordinator(CoordinatorType.GROUP, test.name("group")),
                        MembershipRequests.leave("", Leaver.member("nobody")))
                .expectError("ErrorCode", ErrorCode.INVALID_GROUP_ID);
    }

    private static void expectRefused(Answer left) {
        if (left.has("Members")) {
            left.expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Members", 1)
                    .expectError("Members[0].ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        } else {
            left.expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "leave-group.several-members",
            api = "LeaveGroup",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "Several members can leave in one request; each is answered individually, and an unknown one does"
                            + " not keep the others from leaving.",
            source = "KIP-345; measured on Apache Kafka",
            why = "Admin tools remove all members of a stuck group with one request.")
    void severalMembersLeaveAtOnce(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("first");
            GroupMember second = group.member("second");
            group.settle(first, second);
            Answer left = leave(test, group, first.id(), "nobody", second.id());
            left.expectError("ErrorCode", ErrorCode.NONE).expectSize("Members", 3);
            Set<String> answered = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                String at = "Members[" + i + "].";
                String id = left.text(at + "MemberId");
                answered.add(id);
                if (!id.equals("nobody")) {
                    left.expectError(at + "ErrorCode", ErrorCode.NONE);
                }
            }
            Set<String> asked = new TreeSet<>(List.of(first.id(), "nobody", second.id()));
            left.expect(answered.equals(asked), "Members", "the members " + asked, answered);
            expectUnknown(first);
            expectUnknown(second);
        }
    }

    @ConformanceTest(
            id = "leave-group.leader-leaves-before-sync",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement = "When the leader leaves before it has assigned anything, members that wait in SyncGroup are"
                    + " told to rejoin at once, and one of them leads.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "The others would wait for a client that is gone, and read nothing meanwhile.",
            harm = Harm.CLIENTS_HANG)
    void membersDoNotWaitForALeaderThatHasLeft(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("leader");
            GroupMember second = group.member("follower");
            group.gather(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            InFlight syncing = follower.startSync(Map.of());
            syncing.waits(WATCH); // the target reads it before the leader leaves
            Answer left = leader.leave().expectError("ErrorCode", ErrorCode.NONE);
            if (syncing.waits(SOON)) {
                throw left.failure(
                        "",
                        "an answer to the SyncGroup of the other member at once",
                        "none within " + SOON.toSeconds() + " s");
            }
            syncing.answer().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS, ErrorCode.ILLEGAL_GENERATION);
            follower.join().expect("Leader", follower.id()).expectSize("Members", 1);
        }
    }

    @ConformanceTest(
            id = "leave-group.stranger-reported",
            api = "LeaveGroup",
            versions = "3+",
            needs = {"JoinGroup", "SyncGroup"},
            level = Level.SHOULD,
            requirement = "Of several members that leave in one request, one that is unknown is answered with"
                    + " UNKNOWN_MEMBER_ID, and the others without error.",
            source = "KIP-345; measured on Apache Kafka",
            why = "The Java admin client's removeMembersFromConsumerGroup() reports it as a member that was not"
                    + " removed.")
    void anUnknownOneOfSeveralMembersIsReported(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            Answer left = leave(test, group, member.id(), "nobody")
                    .expectError("ErrorCode", ErrorCode.NONE)
                    .expectSize("Members", 2);
            for (int i = 0; i < 2; i++) {
                String at = "Members[" + i + "].";
                boolean isKnown = left.text(at + "MemberId").equals(member.id());
                left.expectError(at + "ErrorCode", isKnown ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID);
            }
        }
    }

    /** Expects that a heartbeat is rejected; with which error is up to the checks of Heartbeat. */
    private static void expectUnknown(GroupMember gone) {
        gone.heartbeat().expectAnyError("ErrorCode");
    }

    private static Answer leave(Case test, Group group, String... memberIds) {
        Leaver[] leavers = Stream.of(memberIds).map(Leaver::member).toArray(Leaver[]::new);
        return test.ask(group.connection(), MembershipRequests.leave(group.id(), leavers));
    }
}
