package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.OffsetSettings;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** KIP-211: when offsets and groups expire, with a retention of an hour and a check every ten minutes. */
class OffsetExpirationTest {
    private static final long MINUTE = 60_000;
    private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

    private final GroupStage stage =
            new GroupStage(GroupSettings.DEFAULTS.withOffsets(OffsetSettings.DEFAULTS.withRetentionMinutes(60)));

    private boolean isCommitted() {
        return stage.coordinator.committed(GroupStage.GROUP).containsKey(ORDERS_0);
    }

    private static Joiner subscriber(String topic) {
        byte[] name = topic.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] metadata = new byte[2 + 4 + 2 + name.length + 4];
        metadata[5] = 1;
        metadata[7] = (byte) name.length;
        System.arraycopy(name, 0, metadata, 8, name.length);
        metadata[metadata.length - 1] = -1;
        metadata[metadata.length - 2] = -1;
        metadata[metadata.length - 3] = -1;
        metadata[metadata.length - 4] = -1;
        return Joiner.newcomer()
                .timeouts(1_800_000, 1_800_000)
                .following(new GroupProtocol("range", Bytes.wrap(metadata)));
    }

    private void beat(JoinResult member, int times) {
        for (int i = 0; i < times; i++) {
            stage.pass(10 * MINUTE);
            assertThat(stage.heartbeat(member)).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void offsetOfAGroupWithoutMembersExpiresAfterItsCommitAtTheNextCheck() {
        stage.commit("", -1, 1);
        stage.pass(5 * MINUTE);
        stage.commit("", -1, 2);

        stage.pass(60 * MINUTE);
        assertThat(isCommitted()).isTrue();

        stage.pass(5 * MINUTE);
        assertThat(isCommitted()).isFalse();
        assertThat(stage.state()).isEqualTo("Dead");
    }

    @Test
    void groupKeepsItsOffsetsForTheRetentionSinceItBecameEmpty() {
        JoinResult member = stage.stable(subscriber("orders")).get(0);
        stage.commit(member.memberId(), member.generationId(), 1);
        beat(member, 12);

        assertThat(isCommitted()).isTrue();
        stage.leave(member.memberId());

        stage.pass(59 * MINUTE);
        assertThat(isCommitted()).isTrue();
        assertThat(stage.state()).isEqualTo("Empty");
        stage.pass(MINUTE);
        assertThat(isCommitted()).isFalse();
        assertThat(stage.state()).isEqualTo("Dead");
    }

    @Test
    void timeThatPassesAtOnceExpiresTheMemberAndThenTheOffset() {
        JoinResult member = stage.stable(subscriber("orders")).get(0);
        stage.commit(member.memberId(), member.generationId(), 1);

        stage.pass(30 * MINUTE + 60 * MINUTE - 1);
        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(isCommitted()).isTrue();

        stage.pass(365 * 24 * 60 * MINUTE);
        assertThat(stage.state()).isEqualTo("Dead");
        assertThat(isCommitted()).isFalse();
    }

    @Test
    void stableGroupKeepsTheOffsetsOfTopicsThatItHasSubscribedTo() {
        JoinResult member = stage.stable(subscriber("others")).get(0);
        stage.commit(member.memberId(), member.generationId(), 1);

        beat(member, 5);
        assertThat(isCommitted()).isTrue();
        beat(member, 1);

        assertThat(isCommitted()).isFalse();
        assertThat(stage.state()).isEqualTo("Stable");
    }

    @Test
    void subscriptionsThatCannotBeReadCountForAllTopics() {
        JoinResult member =
                stage.stable(Joiner.newcomer().timeouts(1_800_000, 1_800_000)).get(0);
        stage.commit(member.memberId(), member.generationId(), 1);

        beat(member, 12);

        assertThat(isCommitted()).isTrue();
    }

    @Test
    void groupWithoutOffsetsCeasesToExistAtTheNextCheck() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);
        stage.leave(member.memberId());
        assertThat(stage.state()).isEqualTo("Empty");

        stage.pass(10 * MINUTE);

        assertThat(stage.state()).isEqualTo("Dead");
    }

    @Test
    void clientsRetentionCountsInPlaceOfTheBrokers() {
        CommittedOffset brief =
                new CommittedOffset(1, -1, "", null, stage.now(), OptionalLong.of(stage.now() + 15 * MINUTE));
        commit(ORDERS_0, brief);
        commit(new TopicPartition("orders", 1), CommittedOffset.at(stage.now(), 1, -1, ""));

        stage.pass(10 * MINUTE);
        assertThat(isCommitted()).isTrue();
        stage.pass(10 * MINUTE);

        assertThat(stage.coordinator.committed(GroupStage.GROUP)).containsOnlyKeys(new TopicPartition("orders", 1));
    }

    @Test
    void timesBeyondTheLastOneNeverCome() {
        commit(ORDERS_0, CommittedOffset.at(Long.MAX_VALUE - 1, 1, -1, ""));
        commit(
                new TopicPartition("orders", 1),
                new CommittedOffset(1, -1, "", null, 0, OptionalLong.of(Long.MAX_VALUE - 1)));

        stage.pass(365 * 24 * 60 * MINUTE);

        assertThat(stage.coordinator.committed(GroupStage.GROUP)).hasSize(2);
    }

    @Test
    void offsetThatAnOpenTransactionMayChangeDoesNotExpire() {
        stage.commit("", -1, 1);
        CommitRequest.OffsetToCommit pending =
                new CommitRequest.OffsetToCommit(ORDERS_0, CommittedOffset.at(stage.now(), 2, -1, ""));
        stage.coordinator.commitInTransaction(
                new CommitRequest(GroupStage.GROUP, MemberIdentity.dynamic(""), -1, true, List.of(pending)),
                7,
                stage.now());

        stage.pass(120 * MINUTE);
        assertThat(isCommitted()).isTrue();
        stage.coordinator.endTransaction(7, GroupStage.GROUP::equals, false);
        stage.pass(10 * MINUTE);

        assertThat(stage.state()).isEqualTo("Dead");
    }

    private void commit(TopicPartition partition, CommittedOffset offset) {
        stage.coordinator.commit(
                new CommitRequest(
                        GroupStage.GROUP,
                        MemberIdentity.dynamic(""),
                        -1,
                        true,
                        List.of(new CommitRequest.OffsetToCommit(partition, offset))),
                stage.now());
    }
}
