package io.kspec.suite.mutants;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.act.Subscription;
import java.util.List;

/** Brokers whose groups do not come together, or do not stay together. */
final class MembershipMutants {
    private static final Bytes INT_0 = Bytes.fromHex("00000000");

    static final List<Mutant> ALL = List.of(
            mutant("Q4", "JoinGroup v1 has the throttle time of version 2", "Quafka 2bbcc07; jocko")
                    .by(request("JoinGroup").atVersion(1).willReturn(asKafka().inLayoutOf(2)))
                    .failing("join-group.first-member-leads", "JoinGroup", "1")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v2"),
            mutant("Q5", "Heartbeat v1 has no throttle time", "Quafka 2bbcc07; jocko")
                    .by(request("Heartbeat").atVersion(1).willReturn(asKafka().omitting("ThrottleTimeMs")))
                    .failing("wire.well-formed-answer", "Heartbeat", "1")
                    .blaming("ThrottleTimeMs")
                    .saying("missing"),
            mutant("Q9", "JoinGroup succeeds without a protocol name", "Quafka 2bbcc07")
                    .by(request("JoinGroup").willReturn(asKafka().with("ProtocolName", "")))
                    .failing("join-group.first-member-leads", "JoinGroup", "0-9")
                    .blaming("ProtocolName")
                    .saying("= range"),
            mutant("Q10", "the group never leaves PreparingRebalance, so SyncGroup is always told so", "Quafka 2bbcc07")
                    .by(request("SyncGroup").willReturn(asKafka().error(ErrorCode.REBALANCE_IN_PROGRESS)))
                    .failing("sync-group.leader-gets-its-bytes", "SyncGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("found 27 REBALANCE_IN_PROGRESS"),
            mutant("Q11", "the leader's own assignment is null", "Quafka 2bbcc07")
                    .by(request("SyncGroup")
                            .atVersions(0, 3)
                            .willReturn(asKafka().replacingBytesOf("Assignment", Bytes.fromHex("ffffffff"))))
                    .failing("sync-group.leader-gets-its-bytes", "SyncGroup", "0-3")
                    .blaming("Assignment")
                    .saying("null"),
            mutant("Q11b", "the leader's own assignment is empty", "Quafka 2bbcc07")
                    .by(request("SyncGroup").willReturn(asKafka().with("Assignment", Bytes.EMPTY)))
                    .failing("sync-group.leader-gets-its-bytes", "SyncGroup", "0-5")
                    .blaming("Assignment")
                    .saying("Assignment = "),
            mutant("S17", "JoinGroup v2 has the throttle time at the end", "SeaweedFS 89a05f8c3")
                    .by(request("JoinGroup")
                            .atVersion(2)
                            .willReturn(asKafka().omitting("ThrottleTimeMs").trailing(INT_0)))
                    .failing("join-group.first-member-leads", "JoinGroup", "2")
                    .blaming("ThrottleTimeMs")
                    .saying("belongs at the start"),
            mutant("S18", "a member that joins again gets another id", "SeaweedFS 65415e515")
                    .by(request("JoinGroup")
                            .atVersion(2)
                            .willReturn(asKafka().with("MemberId", "another"))
                            .onNth(2))
                    .failing("join-group.rejoin-keeps-id", "JoinGroup", "2")
                    .blaming("MemberId")
                    .saying("found another"),
            mutant("S20", "a subscription whose user data is null is refused", "SeaweedFS 343dd4b2e")
                    .by(request("JoinGroup")
                            .where("Protocols[*].Metadata", Subscription.bytes(1, "topic", null))
                            .willReturn(asKafka().error(ErrorCode.INCONSISTENT_GROUP_PROTOCOL)))
                    .failing("join-group.metadata-is-opaque", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("found 23 INCONSISTENT_GROUP_PROTOCOL"),
            mutant("S21", "JoinGroup ends with 61 bytes that belong to nothing", "SeaweedFS 663f3d8f3, ca2a6d51e")
                    .by(request("JoinGroup")
                            .atVersion(2)
                            .willReturn(asKafka().trailing(Bytes.fromHex("61".repeat(61)))))
                    .failing("join-group.first-member-leads", "JoinGroup", "2")
                    .blaming("")
                    .saying("61"),
            mutant("S22", "SyncGroup v0 has the throttle time of version 1", "SeaweedFS d0778fd47")
                    .by(request("SyncGroup").atVersion(0).willReturn(asKafka().inLayoutOf(1)))
                    .failing("sync-group.leader-gets-its-bytes", "SyncGroup", "0")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v1"),
            mutant("S25", "a leader that assigns nothing has to join again", "SeaweedFS 0007245c7")
                    .by(request("SyncGroup")
                            .where("Assignments", List.of())
                            .willReturn(asKafka().error(ErrorCode.REBALANCE_IN_PROGRESS)))
                    .failing("sync-group.opaque-and-empty", "SyncGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("found 27 REBALANCE_IN_PROGRESS"),
            mutant(
                            "S26",
                            "a follower that syncs before its leader gets an empty assignment at once",
                            "SeaweedFS 86c5e815d; pg_kafka 641d232 (P12)")
                    .by(request("SyncGroup").where("Assignments", List.of()).willReturn(aResponse()))
                    .failing("sync-group.follower-waits-for-leader", "SyncGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("REBALANCE_IN_PROGRESS"),
            mutant("S27", "SyncGroup during a rebalance is ILLEGAL_GENERATION", "SeaweedFS 86c5e815d, 0007245c7")
                    .by(request("SyncGroup")
                            .atVersion(3)
                            .willReturn(asKafka().error(ErrorCode.ILLEGAL_GENERATION))
                            .onNth(2))
                    .failing("sync-group.during-rebalance-refused", "SyncGroup", "3")
                    .blaming("ErrorCode")
                    .saying("found 22 ILLEGAL_GENERATION"),
            mutant("S27b", "Heartbeat during a rebalance is ILLEGAL_GENERATION", "SeaweedFS 86c5e815d, 0007245c7")
                    .by(request("Heartbeat").atVersion(3).willReturn(asKafka().error(ErrorCode.ILLEGAL_GENERATION)))
                    .failing("heartbeat.tells-of-rebalance", "Heartbeat", "3")
                    .blaming("ErrorCode")
                    .saying("found 22 ILLEGAL_GENERATION"),
            mutant("S28", "LeaveGroup v0 has the layout of version 3", "SeaweedFS f1610b5ba")
                    .by(request("LeaveGroup").atVersion(0).willReturn(asKafka().inLayoutOf(3)))
                    .failing("wire.well-formed-answer", "LeaveGroup", "0")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v3"),
            mutant("S29", "LeaveGroup v3 does not read its members", "SeaweedFS 86c5e815d; pg_kafka e7282c3 (P3)")
                    .by(request("LeaveGroup").atVersion(3).willReturn(asKafka().asIfAsked("Members", List.of())))
                    .failing("leave-group.member-is-gone", "LeaveGroup", "3")
                    .blaming("Members")
                    .saying("found 0 entries"),
            mutant("S30", "LeaveGroup v4 is not flexible", "SeaweedFS 86c5e815d")
                    .by(request("LeaveGroup").atVersion(4).willReturn(asKafka().inLayoutOf(3)))
                    .failing("wire.well-formed-answer", "LeaveGroup", "4")
                    .blaming("TaggedFields")
                    .saying("the layout of v3"),
            mutant("Q27", "Heartbeat of an unknown member is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("Heartbeat")
                            .where("MemberId", "nobody")
                            .willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .failing("heartbeat.unknown-member-refused", "Heartbeat", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"));

    private MembershipMutants() {}
}
