package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeaveTest {
    private final GroupStage stage = new GroupStage();

    /** Seed bug S29: the member that left stayed in the group as a phantom leader. */
    @Test
    void lastRemainingMemberLeadsAndGetsTheWholeAssignment() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        String remaining = two.get(1).memberId();

        assertThat(stage.leave(two.get(0).memberId())).isEqualTo(ErrorCode.NONE);

        JoinResult again = stage.join(Joiner.known(remaining)).result();
        assertThat(again.leader()).isEqualTo(remaining);
        assertThat(again.members())
                .extracting(JoinResult.JoinedMember::memberId)
                .containsExactly(remaining);
        SyncResult synced = stage.sync(remaining, again.generationId(), Map.of(remaining, Joiner.bytes("all")))
                .result();
        assertThat(synced.assignment()).isEqualTo(Joiner.bytes("all"));
    }

    @Test
    void groupIsEmptyAsSoonAsAllMembersHaveLeft() {
        JoinResult only = stage.stable(Joiner.newcomer()).get(0);

        stage.leave(only.memberId());

        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(stage.coordinator.delete(GroupStage.GROUP, stage.now())).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void barrierFallsWhenTheLastMissingMemberLeaves() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> waiting = stage.join(Joiner.known(two.get(0).memberId()));

        stage.leave(two.get(1).memberId());

        assertThat(waiting.result().members()).hasSize(1);
    }

    @Test
    void memberThatIsRemovedWhileItWaitsAtTheBarrierGetsUnknownMemberId() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> waiting = stage.join(Joiner.known(two.get(0).memberId()));

        stage.leave(two.get(0).memberId());

        assertThat(waiting.result()).isEqualTo(JoinResult.refused(ErrorCode.UNKNOWN_MEMBER_ID, ""));
    }

    @Test
    void memberThatIsRemovedWhileItsSyncWaitsIsNeverAnswered() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<SyncResult> waiting = stage.sync(two.get(1));

        stage.leave(two.get(1).memberId());

        assertThat(waiting.isAbandoned()).isTrue();
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
    }

    @Test
    void eachOfSeveralLeavingMembersHasItsOwnResult() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer().instance("i"));
        MemberIdentity dynamic = MemberIdentity.dynamic(two.get(0).memberId());
        MemberIdentity byInstance = new MemberIdentity("", "i");
        MemberIdentity stranger = new MemberIdentity("", "j");
        MemberIdentity nobody = new MemberIdentity("", null);

        LeaveResult result = stage.leave(dynamic, byInstance, byInstance, stranger, nobody);

        assertThat(result.error()).isEqualTo(ErrorCode.NONE);
        assertThat(result.members())
                .containsExactly(
                        new LeaveResult.LeavingMember(dynamic, ErrorCode.NONE),
                        new LeaveResult.LeavingMember(byInstance, ErrorCode.NONE),
                        new LeaveResult.LeavingMember(byInstance, ErrorCode.UNKNOWN_MEMBER_ID),
                        new LeaveResult.LeavingMember(stranger, ErrorCode.UNKNOWN_MEMBER_ID),
                        new LeaveResult.LeavingMember(nobody, ErrorCode.UNKNOWN_MEMBER_ID));
        assertThat(stage.state()).isEqualTo("Empty");
    }

    @Test
    void formerMemberIdOfAnInstanceIsFenced() {
        stage.stable(Joiner.newcomer().instance("i"));

        LeaveResult result = stage.leave(new MemberIdentity("former", "i"));

        assertThat(result.members().get(0).error()).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
        assertThat(stage.state()).isEqualTo("Stable");
    }

    @Test
    void leaveOfAPendingMemberRebalancesAStableGroup() {
        stage.stable(Joiner.newcomer());
        String pending = stage.join(Joiner.newcomer().version(4)).result().memberId();

        assertThat(stage.leave(pending)).isEqualTo(ErrorCode.NONE);

        // Observed in Apache Kafka: the members join again although no member joined or left.
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
    }

    /** Seed bug Q27: an unknown group was INVALID_GROUP_ID, which is for the empty group id only. */
    @Test
    void leavingAnUnknownGroupIsUnknownForEachMember() {
        assertThat(stage.leave("somebody")).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(stage.coordinator.leave("", List.of(MemberIdentity.dynamic("somebody")), stage.now()))
                .isEqualTo(new LeaveResult(ErrorCode.INVALID_GROUP_ID, List.of()));
    }
}
