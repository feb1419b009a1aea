package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members with a {@code group.instance.id} (KIP-345). */
class StaticMemberTest {
    private final GroupStage stage = new GroupStage();
    private final Joiner first = Joiner.newcomer().instance("first").version(9);
    private final Joiner second = Joiner.newcomer().instance("second").version(9);

    @Test
    void newStaticMemberJoinsWithoutAMemberId() {
        JoinResult joined = stage.join(first).result();

        assertThat(joined.error()).isEqualTo(ErrorCode.NONE);
        assertThat(joined.memberId()).startsWith("first-");
        assertThat(joined.members().get(0).instanceId()).isEqualTo("first");
    }

    @Test
    void restartOfAFollowerDoesNotDisturbAStableGroup() {
        List<JoinResult> two = stage.stable(first, second);

        JoinResult back = stage.join(second).result();

        assertThat(stage.state()).isEqualTo("Stable");
        assertThat(back.generationId()).isEqualTo(two.get(1).generationId());
        assertThat(back.memberId()).isNotEqualTo(two.get(1).memberId());
        assertThat(back.skipAssignment()).isFalse();
        assertThat(back.members()).isEmpty();
        assertThat(stage.sync(back).result().assignment())
                .isEqualTo(Joiner.bytes(two.get(1).memberId()));
    }

    /** KIP-814. */
    @Test
    void restartedLeaderGetsTheMembersAndIsToldToSkipTheAssignment() {
        List<JoinResult> two = stage.stable(first, second);

        JoinResult back = stage.join(first).result();

        assertThat(back.skipAssignment()).isTrue();
        assertThat(back.leader()).isEqualTo(back.memberId());
        assertThat(back.members())
                .extracting(JoinResult.JoinedMember::memberId)
                .containsExactly(back.memberId(), two.get(1).memberId());
        assertThat(stage.state()).isEqualTo("Stable");
    }

    @Test
    void restartedLeaderThatCannotSkipTheAssignmentSeesItsFormerMemberIdAsLeader() {
        List<JoinResult> two = stage.stable(first, second);

        JoinResult back = stage.join(first.version(8)).result();

        assertThat(back.leader()).isEqualTo(two.get(0).memberId()).isNotEqualTo(back.memberId());
        assertThat(back.skipAssignment()).isFalse();
        assertThat(back.members()).isEmpty();
    }

    @Test
    void formerMemberIdIsFenced() {
        JoinResult old = stage.stable(first).get(0);
        stage.join(first);
        MemberIdentity former = new MemberIdentity(old.memberId(), "first");

        assertThat(stage.coordinator.heartbeat(GroupStage.GROUP, former, 1, stage.now()))
                .isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
        assertThat(stage.join(first.as(old.memberId())).result())
                .isEqualTo(JoinResult.refused(ErrorCode.FENCED_INSTANCE_ID, old.memberId()));
        assertThat(stage.heartbeat(old)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void unusedInstanceIdIsUnknown() {
        JoinResult member = stage.stable(first).get(0);

        assertThat(stage.coordinator.heartbeat(
                        GroupStage.GROUP, new MemberIdentity(member.memberId(), "other"), 1, stage.now()))
                .isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void formerMemberIdThatWaitsAtTheBarrierIsFenced() {
        List<JoinResult> two = stage.stable(first, second);
        RecordedReply<JoinResult> waiting = stage.join(first.as(two.get(0).memberId()));

        RecordedReply<JoinResult> back = stage.join(first);

        assertThat(waiting.result())
                .isEqualTo(JoinResult.refused(
                        ErrorCode.FENCED_INSTANCE_ID, two.get(0).memberId()));
        stage.join(second.as(two.get(1).memberId()));
        assertThat(back.result().leader()).isEqualTo(back.result().memberId());
    }

    @Test
    void formerMemberIdThatWaitsForItsAssignmentIsFencedAndAllJoinAgain() {
        List<JoinResult> two = stage.joined(first, second);
        RecordedReply<SyncResult> waiting = stage.sync(two.get(1));

        RecordedReply<JoinResult> back = stage.join(second);

        assertThat(waiting.result()).isEqualTo(SyncResult.refused(ErrorCode.FENCED_INSTANCE_ID));
        assertThat(back.isWaiting()).isTrue();
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
    }

    @Test
    void restartOfAStaticMemberRestartsItsSession() {
        stage.stable(first);
        stage.pass(Joiner.SESSION_MS - 1);
        stage.join(first);

        stage.pass(Joiner.SESSION_MS - 1);
        assertThat(stage.state()).isEqualTo("Stable");
        stage.pass(1);
        assertThat(stage.state()).isEqualTo("Empty");
    }

    @Test
    void restartWithOtherMetadataDoesNotDisturbAStableGroup() {
        stage.stable(first, second);

        JoinResult back =
                stage.join(first.following(Joiner.protocol("range", "other"))).result();

        assertThat(stage.state()).isEqualTo("Stable");
        assertThat(back.members().get(0).metadata()).isEqualTo(Joiner.bytes("other"));
    }

    @Test
    void restartThatChangesTheChosenProtocolRebalances() {
        GroupProtocol range = Joiner.protocol("range", "1");
        GroupProtocol sticky = Joiner.protocol("sticky", "2");
        stage.stable(first.following(range, sticky));

        JoinResult back = stage.join(first.following(sticky, range)).result();

        assertThat(back.generationId()).isEqualTo(2);
        assertThat(back.protocolName()).isEqualTo("sticky");
    }

    @Test
    void absentStaticMemberKeepsItsPlaceUntilItsSessionExpires() {
        List<JoinResult> two = stage.stable(first.timeouts(30_000, 10_000), second.timeouts(300_000, 10_000));
        RecordedReply<JoinResult> waiting =
                stage.join(first.as(two.get(0).memberId()).timeouts(30_000, 10_000));

        stage.pass(10_000);

        assertThat(waiting.result().members())
                .extracting(JoinResult.JoinedMember::instanceId)
                .containsExactly("first", "second");
    }

    @Test
    void groupOfAbsentStaticMembersWaitsForTheirSessionsToExpire() {
        List<JoinResult> two = stage.stable(first.timeouts(60_000, 10_000), second.timeouts(60_000, 10_000));
        RecordedReply<JoinResult> third = stage.join(Joiner.newcomer().timeouts(60_000, 10_000));
        stage.leave(stage.describe().members().get(2).memberId());
        assertThat(third.result().error()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);

        stage.pass(59_999);
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
        stage.pass(1);

        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(stage.heartbeat(two.get(0))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void pendingMemberWithAnInstanceIdIsAnUnexpectedError() {
        String pending = stage.join(Joiner.newcomer().version(4)).result().memberId();

        // Observed in Apache Kafka: a pending member cannot be static, and Kafka does not handle the case.
        assertThat(stage.join(Joiner.known(pending).instance("first").version(9))
                        .result())
                .isEqualTo(JoinResult.refused(ErrorCode.UNKNOWN_SERVER_ERROR, ""));
    }

    @Test
    void absentLeaderIsReplacedButKeepsItsPlace() {
        List<JoinResult> two = stage.stable(first.timeouts(300_000, 10_000), second.timeouts(300_000, 10_000));
        RecordedReply<JoinResult> waiting = stage.join(second.as(two.get(1).memberId())
                .timeouts(300_000, 10_000)
                .following(Joiner.protocol("range", "other")));

        stage.pass(10_000);

        assertThat(waiting.result().leader()).isEqualTo(two.get(1).memberId());
        assertThat(waiting.result().members()).hasSize(2);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void rebalanceTimeoutOfZeroDoesNotLoopForever() {
        stage.stable(first.timeouts(100_000, 60_000));
        stage.join(first.timeouts(100_000, 0));
        JoinResult pending = stage.join(Joiner.newcomer().version(4)).result();
        stage.leave(pending.memberId());

        stage.pass(99_999);
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
        stage.pass(1);

        assertThat(stage.state()).isEqualTo("Empty");
    }
}
