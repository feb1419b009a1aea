package io.kspec.suite.checks.group;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.runlog.Harm;
import io.kspec.runlog.Level;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.suite.check.Answer;
import io.kspec.suite.check.Case;
import io.kspec.suite.check.ConformanceTest;
import io.kspec.suite.checks.log.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of SyncGroup: every member gets what the leader assigned to it. */
class SyncGroupChecks {
    /** How long to watch a waiting follower. */
    private static final Duration WATCH = Duration.ofMillis(100);

    /** Neither a consumer's assignment nor UTF-8 text. */
    private static final Bytes NO_TEXT = Bytes.fromHex("ffff00c32880ff");

    @ConformanceTest(
            id = "sync-group.leader-gets-its-bytes",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement =
                    "A leader that is the only member gets back the bytes that it assigned to itself; the protocol type"
                            + " and name, at versions that have them, are the group's or null.",
            source = "message definition SyncGroupResponse; KIP-559 (ProtocolType, ProtocolName)",
            why = "Sarama's leader consumed nothing when its assignment was null (Quafka); the Java client fails"
                    + " with \"insufficient bytes available to read assignment from the sync-group response\".")
    void theLeaderReceivesItsAssignment(Case test) {
        try (Group group = new Group(test)) {
            GroupMember leader = group.member("leader");
            leader.join();
            Bytes assigned = Bytes.fromHex("000000000001000474657374000000020000000000000001ffffffff");
            Answer synced = leader.sync(Map.of(leader.id(), assigned)).expect("Assignment", assigned);
            expectProtocol(synced, "consumer", GroupMember.RANGE);
        }
    }

    /** Clients accept null for either (KIP-559). */
    private static void expectProtocol(Answer synced, String type, String name) {
        GroupMember.expectProtocolType(synced, type);
        if (synced.has("ProtocolName") && synced.find("ProtocolName").isPresent()) {
            synced.expect("ProtocolName", name);
        }
    }

    @ConformanceTest(
            id = "sync-group.follower-gets-its-bytes",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement = "Every member gets the bytes that the leader assigned to it, and no other's.",
            source = "message definition SyncGroupRequest: Assignments",
            why = "Two consumers with the same partitions read everything twice; one without partitions reads nothing.")
    void everyMemberReceivesItsOwnAssignment(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("leader");
            GroupMember second = group.member("follower");
            group.gather(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            leader.sync(Group.assignments(second, first)).expect("Assignment", leader.expectedAssignment());
            follower.sync(Map.of()).expect("Assignment", follower.expectedAssignment());
        }
    }

    @ConformanceTest(
            id = "sync-group.follower-waits-for-leader",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement =
                    "A follower that syncs before the leader waits for its assignment or gets REBALANCE_IN_PROGRESS,"
                            + " but never an empty assignment without error.",
            source = "Kafka's protocol guide; GroupCoordinatorTest; measured on Apache Kafka",
            why = "Sarama's follower used the empty response as its assignment and never got any partitions"
                    + " (SeaweedFS, pg_kafka).",
            harm = Harm.CLIENTS_HANG)
    void aFollowerWaitsForTheLeader(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = group.member("leader");
            GroupMember second = group.member("follower");
            group.gather(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            InFlight early = follower.startSync(Map.of());
            if (!early.waits(WATCH)) {
                early.answer().expectError("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS);
                return;
            }
            leader.sync(Group.assignments(leader, follower));
            Answer synced = early.answer().expectError("ErrorCode", ErrorCode.NONE, ErrorCode.REBALANCE_IN_PROGRESS);
            if (synced.number("ErrorCode") == ErrorCode.NONE.code()) {
                synced.expect("Assignment", follower.expectedAssignment());
            }
        }
    }

    @ConformanceTest(
            id = "sync-group.opaque-and-empty",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement = "Assignments are opaque to the broker and may be absent: a group of type \"sr\" whose leader"
                    + " assigns nothing is stable, and its members get empty assignments.",
            source = "Kafka's GroupCoordinatorTest; measured on Apache Kafka",
            why = "Schema Registry rejoined over and over, up to generation 84000, because a leader without"
                    + " assignments had to rejoin (SeaweedFS).")
    void assignmentsAreOpaqueAndMayBeEmpty(Case test) {
        try (Group group = new Group(test)) {
            GroupMember registry =
                    group.member("registry").protocolType("sr").offer("v0", Payload.text("{\"version\":1}"));
            registry.join();
            Answer nothing = registry.sync(Map.of()).expect("Assignment", Bytes.EMPTY);
            expectProtocol(nothing, "sr", "v0");
            registry.heartbeat().expectError("ErrorCode", ErrorCode.NONE);
            registry.join();
            Bytes json = Payload.text("{\"error\":0,\"master\":\"registry\"}");
            registry.sync(Map.of(registry.id(), json)).expect("Assignment", json);
        }
    }

    @ConformanceTest(
            id = "sync-group.foreign-bytes-unchanged",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement =
                    "In a group of type \"connect\", every member gets exactly the bytes that the leader assigned to it,"
                            + " even if they are no consumer's assignment and no text.",
            source = "Kafka's protocol guide: assignments are opaque to the broker; ConnectProtocol",
            why = "Connect's workers and Schema Registry put their own formats there; a broker that reads consumers'"
                    + " assignments out of them, or takes them for text, changes or rejects them.")
    void foreignAssignmentsAreNotTouched(Case test) {
        try (Group group = new Group(test)) {
            GroupMember first = foreign(group, "first");
            GroupMember second = foreign(group, "second");
            group.gather(first, second);
            GroupMember leader = Group.leader(first, second);
            GroupMember follower = leader == first ? second : first;
            Bytes text = Payload.text("{\"leader\":\"first\"}");
            leader.sync(Map.of(leader.id(), NO_TEXT, follower.id(), text)).expect("Assignment", NO_TEXT);
            expectProtocol(follower.sync(Map.of()).expect("Assignment", text), "connect", "sessioned");
        }
    }

    private static GroupMember foreign(Group group, String role) {
        return group.member(role).protocolType("connect").offer("sessioned", NO_TEXT);
    }

    @ConformanceTest(
            id = "sync-group.again-gives-the-same",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement = "A member of a stable group that syncs again gets its current assignment.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A client whose connection broke syncs again, and must not lose its partitions.")
    void syncingAgainReturnsTheSameAssignment(Case test) {
        try (Group group = new Group(test)) {
            GroupMember leader = group.member("leader");
            group.settle(leader);
            leader.sync(Map.of()).expect("Assignment", leader.expectedAssignment());
            Bytes late = ConsumerProtocol.assignment(0, Map.of("late", List.of(0)));
            leader.sync(Map.of(leader.id(), late)).expect("Assignment", leader.expectedAssignment());
        }
    }

    @ConformanceTest(
            id = "sync-group.unknown-member-refused",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement = "A SyncGroup with an unknown member id, or to a group that does not exist, is rejected with"
                    + " UNKNOWN_MEMBER_ID, or with ILLEGAL_GENERATION, on which clients rejoin as well.",
            source = "Kafka's GroupCoordinatorTest",
            why = "Clients rejoin on this error; on INVALID_GROUP_ID they give up (Quafka).")
    void anUnknownMemberIsRejected(Case test) {
        try (Group group = new Group(test)) {
            GroupMember stranger = group.member("stranger");
            expectRefused(stranger, "nobody", 1);
            GroupMember member = group.member("member");
            member.join();
            expectRefused(stranger, "nobody", member.generation());
        }
    }

    @ConformanceTest(
            id = "sync-group.other-generation-refused",
            api = "SyncGroup",
            needs = "JoinGroup",
            requirement =
                    "A SyncGroup with a generation other than the group's is rejected with ILLEGAL_GENERATION, or with"
                            + " UNKNOWN_MEMBER_ID, on which clients rejoin as well.",
            source = "Kafka's GroupCoordinatorTest",
            why = "A late leader would assign partitions to members that are gone.")
    void aWrongGenerationIsRejected(Case test) {
        try (Group group = new Group(test)) {
            GroupMember member = group.member("member");
            member.join();
            for (int generation : member.otherGenerations()) {
                expectRefused(member, member.id(), generation);
            }
        }
    }

    private static void expectRefused(GroupMember member, String id, int generation) {
        member.startSync(Map.of(), body -> body.set("MemberId", id).set("GenerationId", generation))
                .answer()
                .expectError("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID, ErrorCode.ILLEGAL_GENERATION);
    }

    @ConformanceTest(
            id = "sync-group.during-rebalance-refused",
            api = "SyncGroup",
            needs = {"JoinGroup", "Heartbeat"},
            requirement = "A member that syncs while another client joins is rejected with REBALANCE_IN_PROGRESS.",
            source = "Kafka's GroupCoordinatorTest",
            why = "On ILLEGAL_GENERATION Sarama tears down its session instead of rejoining (SeaweedFS).")
    void syncingDuringARebalanceIsRejected(Case test) {
        try (Group group = new Group(test)) {
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
            level = Level.SHOULD,
            needs = "JoinGroup",
            requirement = "A protocol type or name that is null or not the group's is rejected with"
                    + " INCONSISTENT_GROUP_PROTOCOL.",
            source = "KIP-559; measured on Apache Kafka",
            why =
                    "A member left on an old protocol would read bytes meant for another assignor; clients send what JoinGroup"
                            + " told them, and check the response themselves.")
    void anInconsistentProtocolIsRejected(Case test) {
        try (Group group = new Group(test)) {
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
