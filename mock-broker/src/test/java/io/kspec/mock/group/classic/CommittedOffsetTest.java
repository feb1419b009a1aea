package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommittedOffsetTest {
    private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

    private final GroupStage stage = new GroupStage();

    @Test
    void whatWasCommittedIsFetchedExactly() {
        CommittedOffset committed = CommittedOffset.at(stage.now(), (1L << 33) + 7, 5, "up to here");
        List<CommitRequest.OffsetToCommit> offsets = List.of(
                new CommitRequest.OffsetToCommit(new TopicPartition("b", 1), committed),
                new CommitRequest.OffsetToCommit(
                        new TopicPartition("b", 0), CommittedOffset.at(stage.now(), 1, -1, "")),
                new CommitRequest.OffsetToCommit(
                        new TopicPartition("a", 3), CommittedOffset.at(stage.now(), 2, -1, "")));

        List<PartitionError> errors = stage.coordinator.commit(
                new CommitRequest(GroupStage.GROUP, MemberIdentity.dynamic(""), -1, true, offsets), stage.now());

        assertThat(errors)
                .containsExactly(
                        new PartitionError(new TopicPartition("b", 1), ErrorCode.NONE),
                        new PartitionError(new TopicPartition("b", 0), ErrorCode.NONE),
                        new PartitionError(new TopicPartition("a", 3), ErrorCode.NONE));
        assertThat(stage.coordinator.committed(GroupStage.GROUP, new TopicPartition("b", 1)))
                .isEqualTo(committed);
        assertThat(stage.coordinator.committed(GroupStage.GROUP))
                .containsOnlyKeys(new TopicPartition("a", 3), new TopicPartition("b", 0), new TopicPartition("b", 1));
    }

    /** Seed bug Q12: a group without offsets was an error, or the partitions were missing. */
    @Test
    void groupThatCommittedNothingHasNoOffsetsAndNoError() {
        assertThat(stage.coordinator.committed(GroupStage.GROUP, ORDERS_0)).isNull();
        assertThat(stage.coordinator.committed(GroupStage.GROUP)).isEmpty();
    }

    @Test
    void consumerWithoutAGroupCommitsToAnEmptyGroup() {
        assertThat(stage.commit("", -1, 4)).isEqualTo(ErrorCode.NONE);
        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(stage.describe().protocolType()).isEmpty();
        assertThat(stage.commit("", -1, 5)).isEqualTo(ErrorCode.NONE);
        assertThat(stage.coordinator.committed(GroupStage.GROUP, ORDERS_0))
                .isEqualTo(CommittedOffset.at(stage.now(), 5, -1, ""));
    }

    @Test
    void consumerWithoutAGroupMayNotCommitWhileThereAreMembers() {
        stage.stable(Joiner.newcomer());

        assertThat(stage.commit("", -1, 4)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    /** Seed bug P14: neither the generation nor the member id was checked. */
    @Test
    void memberOfAnotherGenerationMayNotCommit() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);

        assertThat(stage.commit(member.memberId(), 0, 4)).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(stage.commit("somebody", 1, 4)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(stage.coordinator.committed(GroupStage.GROUP)).isEmpty();
        assertThat(stage.commit(member.memberId(), 1, 4)).isEqualTo(ErrorCode.NONE);
    }

    /** Seed bug P14: commits were accepted in the middle of a rebalance. */
    @Test
    void memberMayCommitForTheLastGenerationUntilTheBarrierFallsButNotBeforeItIsAssigned() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> waiting = stage.join(Joiner.known(two.get(0).memberId()));
        assertThat(stage.commit(two.get(1).memberId(), 2, 4)).isEqualTo(ErrorCode.NONE);

        JoinResult again = stage.join(Joiner.known(two.get(1).memberId())).result();
        assertThat(waiting.isWaiting()).isFalse();

        assertThat(stage.commit(again.memberId(), 3, 5)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        assertThat(stage.commit(again.memberId(), 2, 5)).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
    }

    /**
     * Seed bugs P13, P14: an empty group restarted its generation ids, and the commit of an expired member was
     * accepted.
     */
    @Test
    void memberOfAGroupThatHasExpiredMayNotCommit() {
        JoinResult dead = stage.stable(Joiner.newcomer()).get(0);
        stage.pass(Joiner.SESSION_MS);
        assertThat(stage.commit(dead.memberId(), 1, 4)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);

        JoinResult next = stage.stable(Joiner.newcomer()).get(0);

        assertThat(next.generationId()).isEqualTo(3);
        assertThat(stage.commit(dead.memberId(), 1, 4)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void memberOfAGroupThatDoesNotExistGetsTheErrorThatItsVersionHas() {
        for (boolean knows : List.of(true, false)) {
            List<PartitionError> errors = stage.coordinator.commit(
                    new CommitRequest(
                            GroupStage.GROUP,
                            MemberIdentity.dynamic("m"),
                            1,
                            knows,
                            List.of(new CommitRequest.OffsetToCommit(
                                    ORDERS_0, CommittedOffset.at(stage.now(), 1, -1, "")))),
                    stage.now());
            assertThat(errors.get(0).error())
                    .isEqualTo(knows ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION);
        }
        assertThat(stage.state()).isEqualTo("Dead");
    }

    @Test
    void commitKeepsAMemberAlive() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);
        stage.pass(Joiner.SESSION_MS - 1);
        stage.commit(member.memberId(), 1, 4);
        stage.pass(Joiner.SESSION_MS - 1);

        assertThat(stage.state()).isEqualTo("Stable");
    }

    @Test
    void metadataIsLimitedTo4096UnitsForEachPartitionAlone() {
        List<CommitRequest.OffsetToCommit> offsets = List.of(
                new CommitRequest.OffsetToCommit(ORDERS_0, CommittedOffset.at(stage.now(), 1, -1, "x".repeat(4_097))),
                new CommitRequest.OffsetToCommit(
                        new TopicPartition("orders", 1), CommittedOffset.at(stage.now(), 1, -1, "x".repeat(4_096))));

        assertThat(stage.coordinator.commit(
                        new CommitRequest(GroupStage.GROUP, MemberIdentity.dynamic(""), -1, true, offsets),
                        stage.now()))
                .extracting(PartitionError::error)
                .containsExactly(ErrorCode.OFFSET_METADATA_TOO_LARGE, ErrorCode.NONE);
        assertThat(stage.coordinator.committed(GroupStage.GROUP)).containsOnlyKeys(new TopicPartition("orders", 1));
    }

    @Test
    void offsetsAreDeletedWithTheirTopicAndWithTheirGroup() {
        stage.commit("", -1, 4);
        stage.coordinator.topicDeleted("orders");
        assertThat(stage.coordinator.committed(GroupStage.GROUP)).isEmpty();

        stage.commit("", -1, 4);
        assertThat(stage.coordinator.delete(GroupStage.GROUP, stage.now())).isEqualTo(ErrorCode.NONE);
        assertThat(stage.coordinator.committed(GroupStage.GROUP)).isEqualTo(Map.of());
    }
}
