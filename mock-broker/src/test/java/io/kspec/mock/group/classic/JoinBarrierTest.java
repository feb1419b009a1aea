package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.GroupSettings;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JoinBarrierTest {
    private final GroupStage stage = new GroupStage();

    @Test
    void firstMemberOfAnEmptyGroupLeads() {
        JoinResult first = stage.join(Joiner.newcomer()).result();

        assertThat(first.error()).isEqualTo(ErrorCode.NONE);
        assertThat(first.generationId()).isEqualTo(1);
        assertThat(first.protocolType()).isEqualTo("consumer");
        assertThat(first.protocolName()).isEqualTo("range"); // seed bug Q9: was empty
        assertThat(first.leader()).isEqualTo(first.memberId());
        assertThat(first.members())
                .containsExactly(new JoinResult.JoinedMember(first.memberId(), null, Joiner.bytes("subscription")));
    }

    /** Seed bug Q10: the group never left PreparingRebalance. */
    @Test
    void aSingleMemberJoinsAndSyncsWithoutTimePassing() {
        JoinResult only = stage.join(Joiner.newcomer()).result();

        assertThat(stage.sync(only).result().error()).isEqualTo(ErrorCode.NONE);
        assertThat(stage.state()).isEqualTo("Stable");
    }

    /** Seed bugs Q28, P11: the first member completed the round alone, and later members got no assignment. */
    @Test
    void threeMembersThatJoinConcurrentlyAreOneGenerationWithOneLeader() {
        GroupStage patient = new GroupStage(GroupSettings.DEFAULTS.withInitialRebalanceDelayMs(3_000));
        List<RecordedReply<JoinResult>> replies = List.of(
                patient.join(Joiner.newcomer()), patient.join(Joiner.newcomer()), patient.join(Joiner.newcomer()));
        assertThat(replies).allMatch(RecordedReply::isWaiting);

        patient.pass(6_000);

        List<JoinResult> results = replies.stream().map(RecordedReply::result).toList();
        String leader = results.get(0).memberId();
        assertThat(results).allSatisfy(result -> {
            assertThat(result.generationId()).isEqualTo(1);
            assertThat(result.leader()).isEqualTo(leader);
        });
        assertThat(results.get(0).members()).hasSize(3);
        assertThat(results.get(1).members()).isEmpty();
        assertThat(results.get(2).members()).isEmpty();
    }

    @Test
    void newMemberWaitsUntilEveryMemberHasJoinedAgain() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());

        RecordedReply<JoinResult> third = stage.join(Joiner.newcomer());
        RecordedReply<JoinResult> first = stage.join(Joiner.known(two.get(0).memberId()));
        assertThat(third.isWaiting()).isTrue();
        assertThat(first.isWaiting()).isTrue();
        RecordedReply<JoinResult> second = stage.join(Joiner.known(two.get(1).memberId()));

        assertThat(first.result().members()).hasSize(3);
        assertThat(List.of(second.result(), third.result()))
                .allSatisfy(result -> assertThat(result.generationId()).isEqualTo(3));
    }

    /** Seed bug P28: the rebalance timeout was ignored. */
    @Test
    void barrierFallsWithoutMissingMembersAfterTheLongestRebalanceTimeout() {
        List<JoinResult> two = stage.stable(
                Joiner.newcomer().timeouts(100_000, 20_000), Joiner.newcomer().timeouts(100_000, 30_000));
        RecordedReply<JoinResult> leader =
                stage.join(Joiner.known(two.get(0).memberId()).timeouts(100_000, 20_000));

        stage.pass(29_999);
        assertThat(leader.isWaiting()).isTrue();
        stage.pass(1);

        assertThat(leader.result().members()).hasSize(1);
        assertThat(stage.heartbeat(two.get(1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void leaderStaysWhileItIsAMember() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());

        stage.join(Joiner.known(two.get(1).memberId()).following(Joiner.protocol("range", "other")));
        JoinResult again = stage.join(Joiner.known(two.get(0).memberId())).result();

        assertThat(again.leader()).isEqualTo(two.get(0).memberId());
    }

    @Test
    void leaderThatDoesNotJoinAgainIsReplaced() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());

        RecordedReply<JoinResult> second =
                stage.join(Joiner.known(two.get(1).memberId()).following(Joiner.protocol("range", "other")));
        stage.pass(Joiner.REBALANCE_MS);

        assertThat(second.result().leader()).isEqualTo(two.get(1).memberId());
        assertThat(second.result().members()).hasSize(1);
    }

    /** Seed bug P22: a leader that joined again was told that it was not the leader. */
    @Test
    void leaderThatJoinsAgainRebalancesTheGroupAndRemainsLeader() {
        JoinResult leader = stage.stable(Joiner.newcomer()).get(0);

        JoinResult again = stage.join(Joiner.known(leader.memberId())).result();

        assertThat(again.generationId()).isEqualTo(leader.generationId() + 1);
        assertThat(again.leader()).isEqualTo(leader.memberId());
        assertThat(again.members()).hasSize(1);
    }

    /** Seed bug S18: every JoinGroup got a new member id. */
    @Test
    void memberThatJoinsAgainKeepsItsMemberId() {
        JoinResult first = stage.join(Joiner.newcomer()).result();

        assertThat(stage.join(Joiner.known(first.memberId())).result().memberId())
                .isEqualTo(first.memberId());
        assertThat(stage.describe().members()).hasSize(1);
    }

    /** Seed bug S19: members with the same client id were treated as one. */
    @Test
    void membersMayShareAClientId() {
        List<JoinResult> two = stage.joined(
                Joiner.newcomer().client("sarama"), Joiner.newcomer().client("sarama"));

        assertThat(two.get(0).memberId())
                .startsWith("sarama-")
                .isNotEqualTo(two.get(1).memberId());
        assertThat(two.get(0).members()).hasSize(2);
    }

    @Test
    void followerThatJoinsAStableGroupAgainUnchangedHasNoEffect() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());

        JoinResult again = stage.join(Joiner.known(two.get(1).memberId())).result();

        assertThat(again.generationId()).isEqualTo(two.get(1).generationId());
        assertThat(again.leader()).isEqualTo(two.get(0).memberId());
        assertThat(again.members()).isEmpty();
        assertThat(stage.state()).isEqualTo("Stable");
    }

    @Test
    void memberThatMissedItsResponseGetsItAgainBeforeTheLeaderSyncs() {
        JoinResult leader = stage.joined(Joiner.newcomer(), Joiner.newcomer()).get(0);

        assertThat(stage.join(Joiner.known(leader.memberId())).result()).isEqualTo(leader);
    }

    @Test
    void changedMetadataRebalancesAGroupThatAwaitsItsLeader() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<SyncResult> waiting = stage.sync(two.get(1));

        stage.join(Joiner.known(two.get(0).memberId()).following(Joiner.protocol("range", "other")));

        assertThat(waiting.result().error()).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
    }

    @Test
    void earlierOfTwoRequestsOfAMemberIsNeverAnswered() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> earlier = stage.join(Joiner.known(two.get(0).memberId()));
        RecordedReply<JoinResult> later = stage.join(Joiner.known(two.get(0).memberId()));

        stage.join(Joiner.known(two.get(1).memberId()));

        assertThat(earlier.isAbandoned()).isTrue();
        assertThat(later.result().error()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void initialDelayIsExtendedWhileMembersJoinButNotBeyondTheRebalanceTimeout() {
        GroupStage patient = new GroupStage(GroupSettings.DEFAULTS.withInitialRebalanceDelayMs(3_000));
        Joiner impatient = Joiner.newcomer().timeouts(Joiner.SESSION_MS, 8_000);
        RecordedReply<JoinResult> first = patient.join(impatient);
        for (int i = 0; i < 7; i++) {
            patient.pass(1_000);
            patient.join(impatient);
        }
        patient.pass(999);
        assertThat(first.isWaiting()).isTrue();

        patient.pass(1);

        assertThat(first.result().members()).hasSize(8);
    }

    @Test
    void newMemberStopsWaitingAtTheBarrierAfterFiveMinutes() {
        GroupStage patient = new GroupStage(GroupSettings.DEFAULTS.withInitialRebalanceDelayMs(600_000));
        RecordedReply<JoinResult> newcomer = patient.join(Joiner.newcomer().timeouts(1_800_000, 1_800_000));

        patient.pass(299_999);
        assertThat(newcomer.isWaiting()).isTrue();
        patient.pass(1);

        assertThat(newcomer.result()).isEqualTo(JoinResult.refused(ErrorCode.UNKNOWN_MEMBER_ID, ""));
        assertThat(patient.state()).isEqualTo("Empty");
    }

    @Test
    void fullGroupRefusesFurtherMembers() {
        GroupStage small = new GroupStage(GroupSettings.DEFAULTS.withMaxSize(2));
        List<JoinResult> two = small.stable(Joiner.newcomer(), Joiner.newcomer());

        assertThat(small.join(Joiner.newcomer()).result())
                .isEqualTo(JoinResult.refused(ErrorCode.GROUP_MAX_SIZE_REACHED, ""));
        assertThat(small.join(Joiner.known(two.get(1).memberId())).result().error())
                .isEqualTo(ErrorCode.NONE);
    }

    @Test
    void memberThatDoesNotFetchItsAssignmentIsRemovedAfterTheRebalanceTimeout() {
        List<JoinResult> two = stage.joined(
                Joiner.newcomer().timeouts(300_000, 20_000), Joiner.newcomer().timeouts(300_000, 20_000));
        stage.sync(two.get(0).memberId(), two.get(0).generationId(), Map.of());
        assertThat(stage.state()).isEqualTo("Stable");

        stage.pass(20_000);

        assertThat(stage.heartbeat(two.get(1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(stage.heartbeat(two.get(0))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
    }

    @Test
    void memberThatReachesAFullBarrierLateLosesItsPlace() {
        GroupStage small = new GroupStage(GroupSettings.DEFAULTS.withMaxSize(2));
        List<JoinResult> two = small.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> first = small.join(Joiner.known(two.get(0).memberId()));
        RecordedReply<JoinResult> newcomer = small.join(Joiner.newcomer());

        assertThat(small.join(Joiner.known(two.get(1).memberId())).result())
                .isEqualTo(JoinResult.refused(ErrorCode.GROUP_MAX_SIZE_REACHED, ""));
        small.pass(Joiner.REBALANCE_MS);

        assertThat(first.result().members()).hasSize(2);
        assertThat(newcomer.result().error()).isEqualTo(ErrorCode.NONE);
        assertThat(small.heartbeat(two.get(1))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }
}
