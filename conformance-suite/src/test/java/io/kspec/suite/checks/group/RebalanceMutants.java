package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;

/** Brokers whose groups do not survive members that overlap, fall silent or come back. */
final class RebalanceMutants implements AreaMutants {
    private static final int NEVER_MS = 1_800_000;

    private static final List<Mutant> ALL = List.of(
            mutant(
                            "K340",
                            "a client that joins while another one waits to join is answered at once, and leads alone",
                            "Quafka handleJoinGroup")
                    .by(request("JoinGroup")
                            .willReturn(aResponse()
                                    .with("GenerationId", 2)
                                    .with("ProtocolName", "range")
                                    .with("Leader", "late")
                                    .with("MemberId", "late")
                                    .adding("Members", Map.of("MemberId", "late")))
                            .onNth(3))
                    .speaking("JoinGroup", "3")
                    .failing("join-group.overlapping-joins", "JoinGroup", "3")
                    .blaming("")
                    .saying("no answer to JoinGroup while the only member has not rejoined"),
            mutant(
                            "K341",
                            "a follower that waits for its leader gets an empty assignment when another client joins",
                            "SeaweedFS 0007245c7")
                    .by(request("SyncGroup")
                            .atVersion(5)
                            .willReturn(asKafka().with("ErrorCode", 0))
                            .onNth(2))
                    .failing("sync-group.join-releases-followers", "SyncGroup", "5")
                    .blaming("ErrorCode")
                    .saying("REBALANCE_IN_PROGRESS, found 0 NONE"),
            invented("K342", "a member that leaves in a rebalance is still waited for")
                    .by(request("LeaveGroup")
                            .atVersion(0)
                            .willReturn(aResponse())
                            .onFirst(1))
                    .failing("leave-group.completes-open-join", "LeaveGroup", "0")
                    .saying("nothing within 5 s (newcomer, JoinGroup v9)"),
            invented("K343", "followers wait for a leader that never syncs")
                    .by(request("JoinGroup")
                            .willReturn(asKafka()
                                    .asIfAsked("RebalanceTimeoutMs", NEVER_MS)
                                    .asIfAsked("SessionTimeoutMs", NEVER_MS)))
                    .failing("sync-group.leader-never-syncs")
                    .saying("nothing within 3.5 s (second, SyncGroup v5)"),
            invented("K344", "sessions do not end")
                    .by(request("JoinGroup").willReturn(asKafka().asIfAsked("SessionTimeoutMs", NEVER_MS)))
                    .failing("heartbeat.dead-member-is-missed")
                    .blaming("Heartbeat", "ErrorCode")
                    .saying("REBALANCE_IN_PROGRESS or 22 ILLEGAL_GENERATION, found 0 NONE"),
            invented("K345", "a static leader that returns is told to assign again")
                    .by(request("JoinGroup").willReturn(asKafka().with("SkipAssignment", false)))
                    .failing("join-group.static-leader-returns", "JoinGroup", "9")
                    .blaming("SkipAssignment")
                    .saying("found the leader, which assigns"),
            invented("K346", "LeaveGroup finds static members by their instance id alone")
                    .by(request("LeaveGroup")
                            .where("Members[*].GroupInstanceId", "instance-1")
                            .willReturn(asKafka().asIfAsked("Members[*].MemberId", "")))
                    .failing("leave-group.fenced-instance-refused", "LeaveGroup", "3-5")
                    .blaming("Members[0].ErrorCode")
                    .saying("82 FENCED_INSTANCE_ID, found 0 NONE"),
            invented("K347", "assignments are read as text")
                    .by(request("SyncGroup").willReturn(asKafka().with("Assignment", Bytes.fromHex("efbfbdefbfbd00"))))
                    .failing("sync-group.foreign-bytes-unchanged", "SyncGroup", "0-5")
                    .blaming("Assignment")
                    .saying("ffff00c32880ff"),
            invented("K348", "every group is one of consumers")
                    .by(request("DescribeGroups").willReturn(asKafka().with("Groups[*].ProtocolType", "consumer")))
                    .failing("describe-groups.foreign-bytes-unchanged", "DescribeGroups", "0-6")
                    .blaming("Groups[0].ProtocolType")
                    .saying("= sr, found consumer"),
            mutant("S55", "members that are gone keep the others from joining for 30 s", "SeaweedFS 3f5b4814b")
                    .by(request("JoinGroup")
                            .willReturn(asKafka()
                                    .asIfAsked("RebalanceTimeoutMs", 30_000)
                                    .asIfAsked("SessionTimeoutMs", 30_000)))
                    .by(request("Heartbeat").willReturn(asKafka().with("ErrorCode", ErrorCode.REBALANCE_IN_PROGRESS)))
                    .failing("heartbeat.dead-member-is-missed")
                    .saying("nothing within"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
