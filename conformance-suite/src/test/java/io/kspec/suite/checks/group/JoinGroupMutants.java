package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.mock.script.Stub;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers whose groups do not come together. */
final class JoinGroupMutants implements AreaMutants {
    private static final Bytes INT_0 = Bytes.fromHex("00000000");
    /** A coordinator that keeps no members: whoever joins leads at once, alone, under an id that all have. */
    private static final Stub JOINED = request("JoinGroup")
            .willReturn(aResponse()
                    .with("GenerationId", 1)
                    .with("ProtocolName", "range")
                    .with("Leader", "the only one")
                    .with("MemberId", "the only one")
                    .adding("Members", Map.of("MemberId", "the only one")));

    private static final Stub SYNCED = request("SyncGroup").willReturn(aResponse());
    private static final Stub REBALANCING =
            request("Heartbeat").willReturn(aResponse().error(ErrorCode.REBALANCE_IN_PROGRESS));

    private static final List<Mutant> ALL = List.of(
            mutant("Q4", "JoinGroup v1 has the throttle time of version 2", "Quafka 2bbcc07; jocko")
                    .by(request("JoinGroup").atVersion(1).willReturn(asKafka().inLayoutOf(2)))
                    .failing("join-group.first-member-leads", "JoinGroup", "1")
                    .blaming("ThrottleTimeMs")
                    .saying("the layout of v2"),
            mutant("Q9", "JoinGroup succeeds without a protocol name", "Quafka 2bbcc07")
                    .by(request("JoinGroup").willReturn(asKafka().with("ProtocolName", "")))
                    .failing("join-group.first-member-leads", "JoinGroup", "0-9")
                    .blaming("ProtocolName")
                    .saying("= range"),
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
            mutant(
                            "Q28",
                            "the first who joins completes the round alone",
                            "Quafka handleJoinGroup; pg_kafka 854de20 (P11)")
                    .by(JOINED)
                    .by(SYNCED)
                    .by(REBALANCING)
                    .speaking("JoinGroup", "0-3")
                    .failing("join-group.three-members-one-leader", "JoinGroup", "0-3")
                    .blaming("")
                    .saying("no answer to JoinGroup while two members have not rejoined"),
            mutant("S19", "who has the same client id is the same member", "SeaweedFS 86c5e815d")
                    .by(JOINED)
                    .by(SYNCED)
                    .by(REBALANCING)
                    .speaking("JoinGroup", "0-3")
                    .failing("join-group.one-client-id-two-members", "JoinGroup", "0-3")
                    .blaming("MemberId")
                    .saying("is another than the only one"),
            invented("K88", "of members' metadata none reaches the leader")
                    .by(request("JoinGroup").willReturn(asKafka().with("Members[*].Metadata", Bytes.EMPTY)))
                    .failing("join-group.metadata-of-each-member", "JoinGroup", "0-9")
                    .blaming("Members")
                    .saying("the members"),
            mutant("P28", "the protocol is the first of the leader's, whatever the others offer", "pg_kafka CG-1")
                    .by(request("JoinGroup").willReturn(asKafka().with("ProtocolName", "range")))
                    .failing("join-group.common-protocol-chosen", "JoinGroup", "0-9")
                    .blaming("ProtocolName")
                    .saying("= sticky, found range"),
            mutant("P28b", "the rebalance timeout is not looked at", "pg_kafka CG-3, CG-4")
                    .by(request("JoinGroup").atVersion(5).willReturn(asKafka().asIfAsked("RebalanceTimeoutMs", 60_000)))
                    .speaking("JoinGroup", "5")
                    .failing("join-group.rebalance-timeout", "JoinGroup", "5")
                    .saying("nothing"),
            mutant("P28c", "a session may be of any length", "pg_kafka #80")
                    .by(request("JoinGroup").willReturn(asKafka().asIfAsked("SessionTimeoutMs", 30_000)))
                    .failing("join-group.session-timeout-bounds", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("INVALID_SESSION_TIMEOUT"),
            mutant("P13", "a group that was empty begins again with generation 1", "pg_kafka 641d232")
                    .by(request("JoinGroup").willReturn(asKafka().with("GenerationId", 1)))
                    .failing("join-group.generation-outlives-members", "JoinGroup", "0-9")
                    .blaming("GenerationId")
                    .saying("is later than 1, found 1"),
            mutant("P22", "a leader that joins again is told that it follows", "pg_kafka BUG-9")
                    .by(request("JoinGroup")
                            .atVersion(3)
                            .willReturn(asKafka().with("Leader", "another").with("Members", List.of()))
                            .onNth(4))
                    .failing("join-group.leader-rejoins", "JoinGroup", "3")
                    .blaming("Leader")
                    .saying("found another"),
            mutant("Q27c", "JoinGroup of an unknown member is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("JoinGroup")
                            .where("MemberId", "nobody")
                            .willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .failing("join-group.unknown-member-refused", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"),
            invented("K87", "groups of other types than consumer are refused")
                    .by(request("JoinGroup")
                            .where("ProtocolType", "sr")
                            .willReturn(asKafka().error(ErrorCode.INCONSISTENT_GROUP_PROTOCOL)))
                    .failing("join-group.any-protocol-type", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("found 23 INCONSISTENT_GROUP_PROTOCOL"),
            invented("K57", "old clients are told to fetch a member id first")
                    .by(request("JoinGroup")
                            .atVersions(0, 3)
                            .where("MemberId", "")
                            .willReturn(asKafka().error(ErrorCode.MEMBER_ID_REQUIRED)))
                    .failing("join-group.new-member-gets-id", "JoinGroup", "0-3")
                    .blaming("ErrorCode")
                    .saying("found 79 MEMBER_ID_REQUIRED"),
            invented("K58", "new clients are members before they know it")
                    .by(request("JoinGroup")
                            .atVersions(4, 9)
                            .where("MemberId", "")
                            .willReturn(asKafka().error(ErrorCode.NONE).with("ProtocolName", "range")))
                    .failing("join-group.member-id-required", "JoinGroup", "4-9")
                    .blaming("ErrorCode")
                    .saying("MEMBER_ID_REQUIRED, found 0 NONE"),
            invented("K59", "a client that has no protocol in common with the members becomes one")
                    .by(request("JoinGroup")
                            .where("Protocols[*].Name", "unheard-of")
                            .willReturn(aResponse()))
                    .failing("join-group.inconsistent-protocol-refused", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("INCONSISTENT_GROUP_PROTOCOL, found 0 NONE"),
            invented("K60", "an empty group id is a group's")
                    .by(request("JoinGroup").where("GroupId", "").willReturn(aResponse()))
                    .failing("join-group.empty-group-id-refused", "JoinGroup", "0-9")
                    .blaming("ErrorCode")
                    .saying("INVALID_GROUP_ID, found 0 NONE"),
            invented("K61", "a follower that joins again begins a generation, and nobody else is told")
                    .by(request("JoinGroup")
                            .atVersion(3)
                            .willReturn(asKafka().with("GenerationId", 3))
                            .onNth(4))
                    .failing("join-group.follower-rejoins-quietly", "JoinGroup", "3")
                    .blaming("GenerationId")
                    .saying("= 2, found 3"),
            invented("K496", "the leader is shown one member for each client id")
                    .by(request("JoinGroup").willReturn(asKafka().without("Members[1]")))
                    .failing("join-group.one-client-id-two-members", "JoinGroup", "0-9")
                    .blaming("Members")
                    .saying("2 entries in Members, found 1 entry"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
