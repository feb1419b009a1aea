package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.stage.requests.ConsumerProtocol;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers that do not hand on what the leader assigned. */
final class SyncGroupMutants implements AreaMutants {

    private static final List<Mutant> ALL = List.of(
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
            mutant("Q27d", "SyncGroup of an unknown member is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("SyncGroup")
                            .where("MemberId", "nobody")
                            .willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .failing("sync-group.unknown-member-refused", "SyncGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"),
            mutant("S24", "SyncGroup v5 does not read protocol type and name", "SeaweedFS 0007245c7")
                    .by(request("SyncGroup")
                            .atVersion(5)
                            .willReturn(asKafka()
                                    .asIfAsked("ProtocolType", "consumer")
                                    .asIfAsked("ProtocolName", "range")))
                    .failing("sync-group.inconsistent-protocol-refused", "SyncGroup", "5")
                    .blaming("ErrorCode")
                    .saying("INCONSISTENT_GROUP_PROTOCOL, found 0 NONE"),
            invented("K62", "everybody gets the leader's assignment")
                    .by(request("SyncGroup")
                            .where("Assignments", List.of())
                            .willReturn(asKafka()
                                    .with("Assignment", ConsumerProtocol.assignment(0, Map.of("topic", List.of(0))))))
                    .failing("sync-group.follower-gets-its-bytes", "SyncGroup", "0-5")
                    .blaming("Assignment")
                    .saying("expected Assignment = "),
            invented("K63", "who syncs again without assignments loses its own")
                    .by(request("SyncGroup")
                            .where("Assignments", List.of())
                            .willReturn(asKafka().with("Assignment", Bytes.EMPTY)))
                    .failing("sync-group.again-gives-the-same", "SyncGroup", "0-5")
                    .blaming("Assignment")
                    .saying("found []"),
            invented("K64", "SyncGroup does not look at the generation")
                    .by(request("SyncGroup").willReturn(asKafka().error(ErrorCode.NONE)))
                    .failing("sync-group.other-generation-refused", "SyncGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("found 0 NONE"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
