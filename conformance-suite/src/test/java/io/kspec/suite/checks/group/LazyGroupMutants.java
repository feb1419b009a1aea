package io.kspec.suite.checks.group;

import static io.kspec.mock.script.RequestPattern.request;
import static io.kspec.mock.script.ResponseDefinition.aResponse;
import static io.kspec.mock.script.ResponseDefinition.asKafka;
import static io.kspec.suite.mutants.Mutant.invented;

import io.kspec.mock.script.Stub;
import io.kspec.protocol.ErrorCode;
import io.kspec.suite.mutants.AreaMutants;
import io.kspec.suite.mutants.Mutant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Brokers that answer a member before they have asked the others. */
final class LazyGroupMutants implements AreaMutants {
    private static final List<Mutant> ALL = List.of(
            invented("K302", "a newcomer is answered at once, and the other members when they come")
                    .by(joined(1, 1, "a", "a"))
                    .by(joined(2, 2, "b"))
                    .by(joined(3, 2, "a", "a", "b"))
                    .by(joined(4, 3, "c"))
                    .by(joined(5, 3, "b"))
                    .by(joined(6, 3, "a", "a", "b", "c"))
                    .by(request("SyncGroup").willReturn(aResponse()))
                    .by(request("Heartbeat").willReturn(aResponse().error(ErrorCode.REBALANCE_IN_PROGRESS)))
                    .speaking("JoinGroup", "3")
                    .failing("join-group.three-members-one-leader", "JoinGroup", "3")
                    .blaming("")
                    .saying("no answer to JoinGroup while two members have not rejoined"),
            invented("K324", "of several members that leave, the last one's id is in all answers")
                    .by(request("LeaveGroup")
                            .where("Members[*].MemberId", "nobody")
                            .willReturn(asKafka().with("Members[*].MemberId", "nobody")))
                    .failing("leave-group.several-members", "LeaveGroup", "3-5")
                    .blaming("Members")
                    .saying("found [nobody]"),
            invented("K337", "of several groups to delete, only the first is looked at")
                    .by(request("DeleteGroups").willReturn(asKafka().asIfAsked("GroupsNames[1]", "nobody")))
                    .failing("delete-groups.offsets-are-gone", "DeleteGroups", "0-3")
                    .blaming("Results")
                    .saying("an entry for"));

    /** The answer to the n-th JoinGroup of three members, whose leader is always {@code a}. */
    private static Stub joined(int nth, int generation, String id, String... members) {
        return request("JoinGroup")
                .willReturn(aResponse()
                        .with("GenerationId", generation)
                        .with("ProtocolName", "range")
                        .with("Leader", "a")
                        .with("MemberId", id)
                        .adding(
                                "Members",
                                Stream.of(members)
                                        .map(member -> Map.of("MemberId", member))
                                        .toArray()))
                .onNth(nth);
    }

    @Override
    public List<Mutant> mutants() {
        return ALL;
    }
}
