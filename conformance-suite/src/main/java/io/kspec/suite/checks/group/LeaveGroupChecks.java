package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import java.util.function.Consumer;

/** Checks of LeaveGroup: who leaves is gone at once. */
class LeaveGroupChecks {
    @ConformanceTest(
            id = "leave-group.member-is-gone",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat", "DescribeGroups"},
            requirement =
                    "A member that leaves is answered without error, by its id where the version has members, and is"
                            + " unknown from then on; if it was the last one, the group is empty.",
            source = "message definition LeaveGroupResponse; KIP-345 (Members); GroupCoordinatorTest",
            why = "Brokers that did not read version 3's members answered success and kept a phantom (SeaweedFS,"
                    + " pg_kafka); Java: \"The expected leave group response\" has exactly one member.")
    void whoLeavesIsGone(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            group.settle(member);
            Answer left = member.leave().expectError("ErrorCode", ErrorCode.NONE);
            if (left.has("Members")) {
                left.expectSize("Members", 1)
                        .expect("Members[0].MemberId", member.id())
                        .expectError("Members[0].ErrorCode", ErrorCode.NONE);
            }
            member.heartbeat().expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
            group.describe().expect("Groups[0].GroupState", "Empty").expectSize("Groups[0].Members", 0);
        }
    }

    @ConformanceTest(
            id = "leave-group.others-rebalance",
            api = "LeaveGroup",
            needs = {"JoinGroup", "SyncGroup", "Heartbeat"},
            requirement =
                    "When a member leaves, the others are told REBALANCE_IN_PROGRESS at once, and the next generation is"
                            + " without it.",
            source = "Kafka's protocol guide; GroupCoordinatorTest",
            why =
                    "The partitions of who left were read by nobody until its session ended, or for ever: Sarama's phantom"
                            + " leader (SeaweedFS).")
    void theOthersRebalance(Case it) {
        try (Group group = new Group(it)) {
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
            requirement = "When the leader leaves, one of the others leads the next generation.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A group that keeps a leader who is gone never gets an assignment (SeaweedFS).")
    void whenTheLeaderLeavesAnotherLeads(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            GroupMember follower = group.member("follower");
            group.settle(leader, follower);
            leader.leave().expectError("ErrorCode", ErrorCode.NONE);
            follower.awaitRebalance();
            follower.join().expect("Leader", follower.id()).expectSize("Members", 1);
            group.sync(follower);
        }
    }

    @ConformanceTest(
            id = "leave-group.unknown-member-refused",
            api = "LeaveGroup",
            needs = {"JoinGroup"},
            requirement =
                    "A client that is no member, of a group or of none, is refused with UNKNOWN_MEMBER_ID: of the request up"
                            + " to version 2, of the member from version 3 on.",
            source = "KIP-345; measured on Apache Kafka 3.9.2 and 4.3.1",
            why =
                    "Clients that shut down twice expect this error, and take INVALID_GROUP_ID for a wrong configuration.")
    void anUnknownMemberIsRefused(Case it) {
        try (Group group = new Group(it)) {
            expectRefused(ask(it, group, body -> name(body, "nobody")));
            group.member("member").join();
            expectRefused(ask(it, group, body -> name(body, "nobody")));
        }
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
                    "Several members may leave at once; each is answered by itself, and one that is unknown does not keep"
                            + " the others.",
            source = "KIP-345; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Admin tools remove the members of a group that hangs with one request.")
    void severalMembersLeaveAtOnce(Case it) {
        try (Group group = new Group(it)) {
            GroupMember first = group.member("first");
            GroupMember second = group.member("second");
            group.settle(first, second);
            Answer left = ask(it, group, body -> {
                name(body, first.id());
                name(body, "nobody");
                name(body, second.id());
            });
            left.expectError("ErrorCode", ErrorCode.NONE).expectSize("Members", 3);
            for (int i = 0; i < 3; i++) {
                String at = "Members[" + i + "].";
                boolean unknown = left.text(at + "MemberId").equals("nobody");
                left.expectError(at + "ErrorCode", unknown ? ErrorCode.UNKNOWN_MEMBER_ID : ErrorCode.NONE);
            }
            first.heartbeat().expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
            second.heartbeat().expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    private static Answer ask(Case it, Group group, Consumer<MessageBuilder> members) {
        return it.ask(group.connection(), "LeaveGroup", body -> {
            body.set("GroupId", group.id());
            members.accept(body);
        });
    }

    private static void name(MessageBuilder body, String memberId) {
        if (body.has("Members")) {
            body.add("Members", entry -> entry.set("MemberId", memberId));
        } else {
            body.set("MemberId", memberId);
        }
    }
}
