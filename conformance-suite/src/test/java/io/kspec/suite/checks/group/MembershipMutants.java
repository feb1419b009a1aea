package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;
import static io.kspec.suite.mutants.Mutant.mutant;

import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;

/** Brokers whose groups do not stay together, or do not let go. */
final class MembershipMutants implements AreaMutants {

    private static final List<Mutant> ALL = List.of(
            mutant("Q5", "Heartbeat v1 has no throttle time", "Quafka 2bbcc07; jocko")
                    .by(request("Heartbeat").atVersion(1).willReturn(asKafka().omitting("ThrottleTimeMs")))
                    .failing("wire.well-formed-answer", "Heartbeat", "1")
                    .blaming("ThrottleTimeMs")
                    .saying("missing"),
            mutant("S27b", "Heartbeat during a rebalance is ILLEGAL_GENERATION", "SeaweedFS 86c5e815d, 0007245c7")
                    .by(request("Heartbeat").atVersion(3).willReturn(asKafka().error(ErrorCode.ILLEGAL_GENERATION)))
                    .failing("heartbeat.tells-of-rebalance", "Heartbeat", "3")
                    .blaming("ErrorCode")
                    .saying("found 22 ILLEGAL_GENERATION"),
            mutant("Q27", "Heartbeat of an unknown member is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("Heartbeat")
                            .where("MemberId", "nobody")
                            .willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .failing("heartbeat.unknown-member-refused", "Heartbeat", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"),
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
            invented("K65", "every heartbeat is an unknown member's")
                    .by(request("Heartbeat").willReturn(asKafka().error(ErrorCode.UNKNOWN_MEMBER_ID)))
                    .failing("heartbeat.member-lives", "Heartbeat", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 25 UNKNOWN_MEMBER_ID"),
            invented("K89", "Heartbeat does not look at the generation")
                    .by(request("Heartbeat").willReturn(asKafka().error(ErrorCode.NONE)))
                    .failing("heartbeat.other-generation-refused", "Heartbeat", "0-4")
                    .blaming("ErrorCode")
                    .saying("found 0 NONE"),
            invented("K1305", "members leave a group without a name")
                    .by(request("LeaveGroup")
                            .where("GroupId", "")
                            .willReturn(asKafka().with("ErrorCode", ErrorCode.NONE)))
                    .failing("leave-group.empty-group-id-refused", "LeaveGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("INVALID_GROUP_ID, found 0 NONE"),
            mutant("Q27e", "LeaveGroup of an unknown member is INVALID_GROUP_ID", "Quafka broker.go")
                    .by(request("LeaveGroup")
                            .where("MemberId", "nobody")
                            .willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .by(request("LeaveGroup")
                            .where("Members[*].MemberId", "nobody")
                            .willReturn(asKafka().error(ErrorCode.INVALID_GROUP_ID)))
                    .failing("leave-group.unknown-member-refused", "LeaveGroup", "0-5")
                    .blaming("ErrorCode")
                    .saying("found 24 INVALID_GROUP_ID"),
            mutant("S29b", "who has left is a phantom, which the others never hear of", "SeaweedFS 86c5e815d")
                    .by(request("LeaveGroup").atVersion(1).willReturn(aResponse()))
                    .speaking("LeaveGroup", "1")
                    .failing("leave-group.others-rebalance", "LeaveGroup", "1")
                    .blaming("Heartbeat", "ErrorCode")
                    .saying("found 0 NONE"),
            mutant("S29c", "a leader that has left still leads", "SeaweedFS 86c5e815d")
                    .by(request("JoinGroup")
                            .willReturn(asKafka().with("Leader", "who has left"))
                            .onNth(6))
                    .failing("leave-group.leader-leaves", "LeaveGroup", "0")
                    .blaming("JoinGroup", "Leader")
                    .saying("found who has left"),
            invented("K66", "one member that is unknown keeps the others from leaving")
                    .by(request("LeaveGroup")
                            .where("Members[*].MemberId", "nobody")
                            .willReturn(aResponse().with("ErrorCode", ErrorCode.UNKNOWN_MEMBER_ID)))
                    .failing("leave-group.several-members", "LeaveGroup", "3-5")
                    .blaming("ErrorCode")
                    .saying("found 25 UNKNOWN_MEMBER_ID"),
            invented("K483", "a member that is unknown has left like the others")
                    .by(request("LeaveGroup")
                            .willReturn(asKafka().with("Members[ErrorCode=25].ErrorCode", ErrorCode.NONE)))
                    .failing("leave-group.stranger-reported", "LeaveGroup", "3-5")
                    .blaming("Members[1].ErrorCode")
                    .saying("UNKNOWN_MEMBER_ID, found 0 NONE"),
            invented("K484", "members wait for the assignments of a leader that has left")
                    .by(request("LeaveGroup").atVersion(1).willReturn(aResponse()))
                    .speaking("LeaveGroup", "1")
                    .failing("leave-group.leader-leaves-before-sync", "LeaveGroup", "1")
                    .blaming("")
                    .saying("an answer to the SyncGroup of the other member at once"));

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
