package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of SyncGroup: what the leader hands in is what every member gets. */
class SyncGroupChecks {
    /** How long a follower that waits is watched. */
    private static final Duration WATCH = Duration.ofMillis(100);

    @ConformanceTest(
            id = "sync-group.leader-gets-its-bytes",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement =
                    "A leader that is alone gets back the bytes that it assigned to itself, and with them the group's"
                            + " protocol type and name where the version has them.",
            source = "message definition SyncGroupResponse; KIP-559 (ProtocolType, ProtocolName)",
            why = "Sarama's leader consumed nothing where its assignment was null (Quafka); Java: \"insufficient bytes"
                    + " available to read assignment from the sync-group response\".")
    void theLeaderGetsItsBytes(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            leader.join();
            Bytes assigned = Bytes.fromHex("000000000001000474657374000000020000000000000001ffffffff");
            Answer synced = leader.sync(Map.of(leader.id(), assigned)).expect("Assignment", assigned);
            if (synced.has("ProtocolType")) {
                synced.expect("ProtocolType", "consumer").expect("ProtocolName", GroupMember.RANGE);
            }
        }
    }

    @ConformanceTest(
            id = "sync-group.follower-gets-its-bytes",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement = "Each member gets the bytes that the leader assigned to it, and no other's.",
            source = "message definition SyncGroupRequest: Assignments",
            why = "Two consumers with the same partitions read everything twice; one without reads nothing.")
    void eachMemberGetsItsBytes(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            GroupMember follower = group.member("follower");
            group.gather(leader, follower);
            leader.sync(Map.of(follower.id(), Payload.text("follow"), leader.id(), Payload.text("lead")))
                    .expect("Assignment", Payload.text("lead"));
            follower.sync(Map.of()).expect("Assignment", Payload.text("follow"));
        }
    }

    @ConformanceTest(
            id = "sync-group.follower-waits-for-leader",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement = "A follower that syncs before its leader waits and gets the assignment then, or is told"
                    + " REBALANCE_IN_PROGRESS; it never gets an empty assignment as success.",
            source = "Kafka's protocol guide; GroupCoordinatorTest; Apache Kafka 3.9.2 and 4.3.1 let it wait",
            why =
                    "Sarama's follower took the empty answer for its assignment and had no partitions for ever (SeaweedFS,"
                            + " pg_kafka).")
    void aFollowerWaitsForTheLeader(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            GroupMember follower = group.member("follower");
            group.gather(leader, follower);
            InFlight early = follower.startSync(Map.of());
            if (!early.waits(WATCH)) {
                early.answer().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
                return;
            }
            leader.sync(Map.of(leader.id(), leader.due(), follower.id(), follower.due()));
            Answer synced = early.answer().expectError("ErrorCode", ErrorCode.NONE, ErrorCode.REBALANCE_IN_PROGRESS);
            if (synced.number("ErrorCode") == ErrorCode.NONE.code()) {
                synced.expect("Assignment", follower.due());
            }
        }
    }

    @ConformanceTest(
            id = "sync-group.opaque-and-empty",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement =
                    "Assignments are bytes to the broker, and none at all is one: a group of type \"sr\" whose leader"
                            + " assigns nothing is stable, and its members get no bytes.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "Schema Registry joined over and over, to generation 84000, where a leader without assignments had to"
                    + " rejoin (SeaweedFS).")
    void assignmentsMayBeAnythingOrNothing(Case it) {
        try (Group group = new Group(it)) {
            GroupMember registry =
                    group.member("registry").protocolType("sr").offer("v0", Payload.text("{\"version\":1}"));
            registry.join();
            Answer nothing = registry.sync(Map.of()).expect("Assignment", Bytes.EMPTY);
            if (nothing.has("ProtocolType")) {
                nothing.expect("ProtocolType", "sr").expect("ProtocolName", "v0");
            }
            registry.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
            registry.join();
            Bytes json = Payload.text("{\"error\":0,\"master\":\"registry\"}");
            registry.sync(Map.of(registry.id(), json)).expect("Assignment", json);
        }
    }

    @ConformanceTest(
            id = "sync-group.again-gives-the-same",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement = "A member of a stable group that syncs again gets the assignment that it has.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A client whose connection broke asks again, and must not lose its partitions.")
    void syncingAgainGivesTheSame(Case it) {
        try (Group group = new Group(it)) {
            GroupMember leader = group.member("leader");
            group.settle(leader);
            leader.sync(Map.of()).expect("Assignment", leader.due());
            leader.sync(Map.of(leader.id(), Payload.text("late"))).expect("Assignment", leader.due());
        }
    }

    @ConformanceTest(
            id = "sync-group.unknown-member-refused",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement = "A client that is no member, of a group or of none, is refused with UNKNOWN_MEMBER_ID.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Clients join anew on that error; on INVALID_GROUP_ID they give up (Quafka).")
    void anUnknownMemberIsRefused(Case it) {
        try (Group group = new Group(it)) {
            GroupMember stranger = group.member("stranger");
            expectRefused(stranger, "nobody", 1, ErrorCode.UNKNOWN_MEMBER_ID);
            GroupMember member = group.member("member");
            member.join();
            expectRefused(stranger, "nobody", member.generation(), ErrorCode.UNKNOWN_MEMBER_ID);
        }
    }

    @ConformanceTest(
            id = "sync-group.other-generation-refused",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement = "A generation that is not the group's is refused with ILLEGAL_GENERATION.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A leader that comes late would assign partitions to members that are gone.")
    void anotherGenerationIsRefused(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            member.join();
            expectRefused(member, member.id(), member.generation() - 1, ErrorCode.ILLEGAL_GENERATION);
            expectRefused(member, member.id(), member.generation() + 1, ErrorCode.ILLEGAL_GENERATION);
        }
    }

    private static void expectRefused(GroupMember member, String id, int generation, ErrorCode error) {
        member.startSync(Map.of(), body -> body.set("MemberId", id).set("GenerationId", generation))
                .answer()
                .expectError("ErrorCode", error)
                .expect("Assignment", Bytes.EMPTY);
    }

    @ConformanceTest(
            id = "sync-group.during-rebalance-refused",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement = "A member that syncs while another one joins is refused with REBALANCE_IN_PROGRESS.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Sarama tears its session down on ILLEGAL_GENERATION, rather than joining again (SeaweedFS).")
    void duringARebalanceItIsRefused(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            GroupMember newcomer = group.member("newcomer");
            group.settle(member);
            InFlight joining = newcomer.startJoin();
            member.awaitRebalance();
            member.startSync(Map.of()).answer().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
            group.rejoin(member);
            joining.answer();
        }
    }

    @ConformanceTest(
            id = "sync-group.inconsistent-protocol-refused",
            api = "SyncGroup",
            versions = "5+",
            needs = "JoinGroup",
            requirement = "A protocol type or name that is not the group's, or is null, is refused with"
                    + " INCONSISTENT_GROUP_PROTOCOL.",
            source = "KIP-559; measured on Apache Kafka 3.9.2 and 4.3.1",
            why = "An old member would read bytes that are meant for another assignor.")
    void anInconsistentProtocolIsRefused(Case it) {
        try (Group group = new Group(it)) {
            GroupMember member = group.member("member");
            member.join();
            for (String field : List.of("ProtocolType", "ProtocolName")) {
                expectInconsistent(member, field, "other");
                expectInconsistent(member, field, null);
            }
            group.sync(member);
        }
    }

    private static void expectInconsistent(GroupMember member, String field, @Nullable String value) {
        member.startSync(Map.of(), body -> body.set(field, value))
                .answer()
                .expectError("ErrorCode", ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }
}
