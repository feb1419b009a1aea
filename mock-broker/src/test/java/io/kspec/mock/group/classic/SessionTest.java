package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final GroupStage stage = new GroupStage();

    @Test
    void heartbeatOfAStableMemberSucceedsAndKeepsItAlive() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);
        for (int i = 0; i < 5; i++) {
            stage.pass(Joiner.SESSION_MS - 1);
            assertThat(stage.heartbeat(member)).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void silentMemberIsRemovedWhenItsSessionExpires() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);

        stage.pass(Joiner.SESSION_MS - 1);
        assertThat(stage.state()).isEqualTo("Stable");
        stage.pass(1);

        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(stage.heartbeat(member)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void expiryOfAMemberRebalancesTheOthers() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        stage.pass(Joiner.SESSION_MS - 1);
        stage.heartbeat(two.get(0));

        stage.pass(1);

        assertThat(stage.heartbeat(two.get(0))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        assertThat(stage.join(Joiner.known(two.get(0).memberId())).result().members())
                .hasSize(1);
    }

    /** Seed bug S55: expired members prevented a restarted consumer from joining. */
    @Test
    void replacementOfAKilledConsumerJoinsWithinTheSessionTimeout() {
        stage.stable(Joiner.newcomer());
        RecordedReply<JoinResult> restarted = stage.join(Joiner.newcomer());
        assertThat(restarted.isWaiting()).isTrue();

        stage.pass(Joiner.SESSION_MS);

        assertThat(restarted.result().members()).hasSize(1);
    }

    /** Seed bug S27. */
    @Test
    void heartbeatDuringARebalanceReportsItAndKeepsTheMemberAlive() {
        List<JoinResult> two = stage.stable(Joiner.newcomer().timeouts(Joiner.SESSION_MS, 300_000), Joiner.newcomer());
        stage.join(Joiner.known(two.get(0).memberId()).timeouts(Joiner.SESSION_MS, 300_000));
        for (int i = 0; i < 5; i++) {
            stage.pass(Joiner.SESSION_MS - 1);
            assertThat(stage.heartbeat(two.get(1))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        }
    }

    @Test
    void heartbeatWhileTheLeaderAssignsSucceeds() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());

        assertThat(stage.heartbeat(two.get(1))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void heartbeatOfAnotherGenerationIsIllegalEvenDuringARebalance() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        String memberId = two.get(0).memberId();
        assertThat(stage.heartbeat(memberId, 1)).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        stage.join(Joiner.newcomer());

        assertThat(stage.heartbeat(memberId, 1)).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(stage.heartbeat(memberId, 2)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
    }

    /** Seed bug Q27: an unknown group was INVALID_GROUP_ID, which is for the empty group id only. */
    @Test
    void heartbeatOfAnUnknownMemberOrGroupIsUnknown() {
        assertThat(stage.heartbeat("somebody", 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        stage.stable(Joiner.newcomer());
        assertThat(stage.heartbeat("somebody", 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(stage.coordinator.heartbeat("", MemberIdentity.dynamic("somebody"), 1, stage.now()))
                .isEqualTo(ErrorCode.INVALID_GROUP_ID);
    }

    @Test
    void memberThatWaitsAtTheBarrierDoesNotExpire() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer().timeouts(50_000, 60_000));
        RecordedReply<JoinResult> waiting = stage.join(Joiner.known(two.get(0).memberId()));

        stage.pass(Joiner.SESSION_MS * 3);
        assertThat(waiting.isWaiting()).isTrue();
        stage.join(Joiner.known(two.get(1).memberId()));

        assertThat(waiting.result().members()).hasSize(2);
    }

    @Test
    void followerThatWaitsForItsAssignmentDoesNotExpire() {
        List<JoinResult> two = stage.joined(
                Joiner.newcomer().timeouts(60_000, 60_000), Joiner.newcomer().timeouts(6_000, 60_000));
        RecordedReply<SyncResult> waiting = stage.sync(two.get(1));

        stage.pass(50_000);
        stage.sync(two.get(0));

        assertThat(waiting.result().error()).isEqualTo(ErrorCode.NONE);
        assertThat(stage.describe().members()).hasSize(2);
    }

    @Test
    void nextDeadlineIsThatOfTheShortestSession() {
        assertThat(stage.coordinator.nextDeadlineMs()).isEqualTo(Long.MAX_VALUE);
        stage.stable(Joiner.newcomer().timeouts(7_000, 60_000));

        assertThat(stage.coordinator.nextDeadlineMs()).isEqualTo(stage.now() + 7_000);
    }

    @Test
    void timeoutsTakeEffectInOrderHoweverLateTheyAreNoticed() {
        List<JoinResult> two = stage.stable(
                Joiner.newcomer().timeouts(30_000, 60_000), Joiner.newcomer().timeouts(10_000, 60_000));
        RecordedReply<JoinResult> leader =
                stage.join(Joiner.known(two.get(0).memberId()).timeouts(30_000, 60_000));

        stage.pass(540_000); // before the check that removes groups that are empty

        assertThat(leader.result().members()).hasSize(1);
        assertThat(stage.state()).isEqualTo("Empty");
    }

    @Test
    void followerThatMustJoinAgainHasAFullSessionToDoSo() {
        List<JoinResult> two = stage.joined(
                Joiner.newcomer().timeouts(60_000, 60_000), Joiner.newcomer().timeouts(6_000, 60_000));
        RecordedReply<SyncResult> waiting = stage.sync(two.get(1));
        stage.pass(30_000);
        stage.join(Joiner.newcomer());
        assertThat(waiting.result().error()).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);

        stage.pass(5_999);
        assertThat(stage.heartbeat(two.get(1))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
    }

    @Test
    void membersThatNeverSyncAreRemovedAfterTheRebalanceTimeout() {
        stage.joined(
                Joiner.newcomer().timeouts(300_000, 20_000), Joiner.newcomer().timeouts(300_000, 20_000));

        stage.pass(19_999);
        assertThat(stage.state()).isEqualTo("CompletingRebalance");
        stage.pass(1);

        assertThat(stage.state()).isEqualTo("Empty");
    }
}
