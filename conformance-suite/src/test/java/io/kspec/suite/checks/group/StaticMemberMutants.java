package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers that do not know static members (KIP-345). */
final class StaticMemberMutants implements AreaMutants {
    private static final String INSTANCE = "GroupInstanceId";
    private static final String ID = "instance-1";

    private static final List<Mutant> ALL = List.of(
            invented("K67", "the leader is not told which members are static")
                    .by(request("JoinGroup").willReturn(asKafka().with("Members[*].GroupInstanceId", null)))
                    .failing("join-group.static-member-is-named", "JoinGroup", "5-9")
                    .blaming("Members[0].GroupInstanceId")
                    .saying("= instance-1, found null"),
            invented("K68", "a static member that returns is a stranger")
                    .by(request("JoinGroup")
                            .atVersion(5)
                            .where(INSTANCE, ID)
                            .willReturn(asKafka().asIfAsked(INSTANCE, null))
                            .onNth(2))
                    .failing("join-group.static-member-returns", "JoinGroup", "5")
                    .blaming("ErrorCode")
                    .saying("found 79 MEMBER_ID_REQUIRED"),
            invented("K69", "two processes take a static member's place from each other for ever")
                    .by(request("JoinGroup")
                            .where(INSTANCE, ID)
                            .willReturn(asKafka().asIfAsked("MemberId", "")))
                    .failing("join-group.fenced-instance-refused", "JoinGroup", "5-9")
                    .blaming("ErrorCode")
                    .saying("FENCED_INSTANCE_ID, found 0 NONE"),
            mutant("S23", "SyncGroup does not read the instance id", "SeaweedFS 56608aead, ccd80c244")
                    .by(request("SyncGroup").willReturn(asKafka().asIfAsked(INSTANCE, null)))
                    .failing("sync-group.fenced-instance-refused", "SyncGroup", "3-5")
                    .blaming("ErrorCode")
                    .saying("FENCED_INSTANCE_ID, found 25 UNKNOWN_MEMBER_ID"),
            invented("K70", "Heartbeat does not read the instance id")
                    .by(request("Heartbeat").willReturn(asKafka().asIfAsked(INSTANCE, null)))
                    .failing("heartbeat.fenced-instance-refused", "Heartbeat", "3-4")
                    .blaming("ErrorCode")
                    .saying("FENCED_INSTANCE_ID, found 25 UNKNOWN_MEMBER_ID"),
            invented("K71", "a rebalance fences static members")
                    .by(request("Heartbeat")
                            .where(INSTANCE, ID)
                            .willReturn(asKafka().error(ErrorCode.FENCED_INSTANCE_ID)))
                    .failing("heartbeat.static-members-in-rebalance", "Heartbeat", "3-4")
                    .blaming("ErrorCode")
                    .saying("found 82 FENCED_INSTANCE_ID"),
            invented("K72", "LeaveGroup finds members by their member id alone")
                    .by(request("LeaveGroup")
                            .where("Members[*].GroupInstanceId", ID)
                            .willReturn(asKafka().asIfAsked("Members[*].GroupInstanceId", null)))
                    .failing("leave-group.by-instance-id", "LeaveGroup", "3-5")
                    .blaming("Members[0].GroupInstanceId")
                    .saying("= instance-1, found null"),
            invented("K73", "OffsetCommit does not read the instance id")
                    .by(request("OffsetCommit").willReturn(asKafka().asIfAsked(INSTANCE, null)))
                    .failing("offset-commit.fenced-instance-refused", "OffsetCommit", "7-10")
                    .blaming("Topics[0].Partitions[0].ErrorCode")
                    .saying("FENCED_INSTANCE_ID, found 25 UNKNOWN_MEMBER_ID"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
