package io.kspec.suite.checks.group;

import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;

/** Checks of Heartbeat: how members learn whether their generation is still current. */
class HeartbeatChecks {
    @ConformanceTest(
            id = "heartbeat.member-lives",
            api = "Heartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "Every heartbeat of a member of a stable group is answered without error.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Sarama could not read version 1 without the throttle time, and its consumers rejoined forever"
                    + " (Quafka).")
    void heartbeatsOfAStableGroupSucceed(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            for (int i = 0; i < 3; i++) {
                member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
            }
        }
    }

    @ConformanceTest(
            id = "heartbeat.tells-of-rebalance",
            api = "Heartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "While another client joins, a member's heartbeat is answered with REBALANCE_IN_PROGRESS, and"
                    + " without error once the member has rejoined and synced.",
            source = "Kafka's protocol guide; GroupCoordinatorTest",
            why = "Members learn from it that they must rejoin; on ILLEGAL_GENERATION Sarama tears down its session"
                    + " (SeaweedFS).",
            harm = Harm.CLIENTS_HANG)
    void aHeartbeatReportsARebalance(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            GroupMember newcomer = group.member("newcomer");
            group.settle(member);
            InFlight joining = newcomer.startJoin();
            member.awaitRebalance().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
            member.heartbeat().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
            group.rejoin(member);
            joining.answer().expectError("ErrorCode", ErrorCode.NONE);
            group.sync(member, newcomer);
            member.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
            newcomer.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
        }
    }

    @ConformanceTest(
            id = "heartbeat.unknown-member-refused",
            api = "Heartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement = "A heartbeat with an unknown member id, or to a group that does not exist, is rejected with"
                    + " UNKNOWN_MEMBER_ID, or with ILLEGAL_GENERATION, on which clients rejoin as well.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Clients rejoin on this error; on INVALID_GROUP_ID they give up (Quafka).")
    void anUnknownMemberIsRejected(Case test) {
        try (Group group = new Group(test)) {
            GroupMember stranger = group.member("stranger");
            stranger.heartbeat(body -> body.set("MemberId", "nobody").set("GenerationId", 1))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
            GroupMember member = group.member("member");
            group.settle(member);
            stranger.heartbeat(body -> body.set("MemberId", "nobody").set("GenerationId", member.generation()))
                    .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
        }
    }

    @ConformanceTest(
            id = "heartbeat.other-generation-refused",
            api = "Heartbeat",
            needs = {"JoinGroup", "SyncGroup"},
            requirement =
                    "A heartbeat with a generation other than the group's is rejected with ILLEGAL_GENERATION, or with"
                            + " UNKNOWN_MEMBER_ID, on which clients rejoin as well.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A consumer that missed a rebalance would read partitions that now belong to another member.")
    void aWrongGenerationIsRejected(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            group.settle(member);
            for (int generation : member.otherGenerations()) {
                member.heartbeat(body -> body.set("GenerationId", generation))
                        .expectError("ErrorCode", ErrorCode.ILLEGAL_GENERATION, ErrorCode.UNKNOWN_MEMBER_ID);
            }
        }
    }
}
