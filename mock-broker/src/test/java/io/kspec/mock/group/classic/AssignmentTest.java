package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private final GroupStage stage = new GroupStage();

    /** Seed bug Q11: the leader's own assignment was missing. */
    @Test
    void leaderGetsBackExactlyWhatItSubmittedForItself() {
        JoinResult leader = stage.join(Joiner.newcomer()).result();
        Bytes own = Bytes.copyOf((byte) 0, (byte) 1, (byte) -1);

        SyncResult synced =
                stage.sync(leader.memberId(), 1, Map.of(leader.memberId(), own)).result();

        assertThat(synced).isEqualTo(new SyncResult(ErrorCode.NONE, "consumer", "range", own));
    }

    /** Seed bugs S26, P12: an early follower got NONE and an empty assignment, and never consumed anything. */
    @Test
    void followerThatSyncsBeforeTheLeaderWaitsForItsAssignment() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        String follower = two.get(1).memberId();
        RecordedReply<SyncResult> early = stage.sync(two.get(1));
        assertThat(early.isWaiting()).isTrue();

        stage.sync(two.get(0).memberId(), two.get(0).generationId(), Map.of(follower, Joiner.bytes("mine")));

        assertThat(early.result().assignment()).isEqualTo(Joiner.bytes("mine"));
    }

    @Test
    void followerThatSyncsAfterTheLeaderGetsItsAssignmentImmediately() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        String follower = two.get(1).memberId();
        stage.sync(two.get(0).memberId(), two.get(0).generationId(), Map.of(follower, Joiner.bytes("mine")));

        assertThat(stage.sync(two.get(1)).result().assignment()).isEqualTo(Joiner.bytes("mine"));
    }

    /**
     * Seed bug S26, other half: a late member becomes part of the next generation, rather than staying without
     * partitions.
     */
    @Test
    void followerThatWaitsIsToldWhenALateJoinerRestartsTheRebalance() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<SyncResult> waiting = stage.sync(two.get(1));

        RecordedReply<JoinResult> late = stage.join(Joiner.newcomer());

        assertThat(waiting.result()).isEqualTo(SyncResult.refused(ErrorCode.REBALANCE_IN_PROGRESS));
        stage.join(Joiner.known(two.get(0).memberId()));
        stage.join(Joiner.known(two.get(1).memberId()));
        assertThat(late.result().generationId()).isEqualTo(two.get(0).generationId() + 1);
    }

    /** Seed bug S25: a leader with an empty assignment was told to join again, tens of thousands of times. */
    @Test
    void emptyAssignmentsAreValidForAnyProtocolType() {
        JoinResult leader = stage.join(Joiner.newcomer().type("sr").following(Joiner.protocol("v0", "{}")))
                .result();
        SyncRequest request = new SyncRequest(
                GroupStage.GROUP,
                MemberIdentity.dynamic(leader.memberId()),
                1,
                "sr",
                "v0",
                Map.of(leader.memberId(), Bytes.EMPTY));

        assertThat(stage.sync(request).result()).isEqualTo(new SyncResult(ErrorCode.NONE, "sr", "v0", Bytes.EMPTY));
        assertThat(stage.state()).isEqualTo("Stable");
        assertThat(stage.heartbeat(leader)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void memberThatTheLeaderLeavesOutGetsAnEmptyAssignment() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        stage.sync(two.get(0).memberId(), two.get(0).generationId(), Map.of("nobody", Joiner.bytes("lost")));

        assertThat(stage.sync(two.get(1)).result().error()).isEqualTo(ErrorCode.NONE);
        assertThat(stage.sync(two.get(1)).result().assignment()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void assignmentsOfAFollowerAreIgnored() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        String follower = two.get(1).memberId();

        RecordedReply<SyncResult> early =
                stage.sync(follower, two.get(1).generationId(), Map.of(follower, Joiner.bytes("greedy")));
        assertThat(early.isWaiting()).isTrue();
        stage.sync(two.get(0));

        assertThat(early.result().assignment()).isEqualTo(Bytes.EMPTY);
    }

    /** Seed bug S27: the error was ILLEGAL_GENERATION, which makes clients drop their assignment. */
    @Test
    void syncDuringARebalanceIsRefusedAsRebalanceInProgress() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        stage.join(Joiner.newcomer());

        assertThat(stage.sync(two.get(1)).result().error()).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
    }

    @Test
    void syncOfAnotherGenerationIsIllegal() {
        JoinResult leader = stage.join(Joiner.newcomer()).result();

        assertThat(stage.sync(leader.memberId(), 0, Map.of()).result().error()).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(stage.sync(leader.memberId(), 2, Map.of()).result().error()).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
    }

    /** Seed bug Q27: an unknown group was INVALID_GROUP_ID. */
    @Test
    void syncOfAnUnknownMemberOrGroupIsUnknown() {
        assertThat(stage.sync("somebody", 1, Map.of()).result().error()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        stage.stable(Joiner.newcomer());
        assertThat(stage.sync("somebody", 1, Map.of()).result().error()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void syncWithAnotherProtocolIsInconsistent() {
        JoinResult leader = stage.join(Joiner.newcomer()).result();
        MemberIdentity member = MemberIdentity.dynamic(leader.memberId());

        assertThat(stage.sync(new SyncRequest(GroupStage.GROUP, member, 1, "consumer", "sticky", Map.of()))
                        .result()
                        .error())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        assertThat(stage.sync(new SyncRequest(GroupStage.GROUP, member, 1, "connect", "range", Map.of()))
                        .result()
                        .error())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        assertThat(stage.state()).isEqualTo("CompletingRebalance");
    }

    @Test
    void earlierOfTwoSyncsOfAMemberIsNeverAnswered() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<SyncResult> earlier = stage.sync(two.get(1));
        RecordedReply<SyncResult> later = stage.sync(two.get(1));

        stage.sync(two.get(0));

        assertThat(earlier.isAbandoned()).isTrue();
        assertThat(later.result().error()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void interruptedRebalanceClearsAssignments() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);
        stage.join(Joiner.known(member.memberId()));
        assertThat(assignments()).containsExactly(Joiner.bytes(member.memberId()));

        stage.join(Joiner.newcomer());

        assertThat(assignments()).containsExactly(Bytes.EMPTY, Bytes.EMPTY);
    }

    private List<Bytes> assignments() {
        return stage.describe().members().stream()
                .map(GroupDescription.DescribedMember::assignment)
                .toList();
    }
}
