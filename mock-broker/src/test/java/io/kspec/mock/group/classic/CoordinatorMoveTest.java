package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What another broker knows of a group that it coordinates from now on: GroupMetadataManager of Apache Kafka 4.3.1. */
class CoordinatorMoveTest {
    private final GroupStage stage = new GroupStage();

    private void move() {
        stage.coordinator.moved(GroupStage.GROUP::equals, stage.now());
    }

    @Test
    void waitingJoinsAreRefusedAndTheRebalanceIsForgotten() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> newcomer = stage.join(Joiner.newcomer());
        RecordedReply<JoinResult> leader =
                stage.join(Joiner.newcomer().as(two.get(0).memberId()));
        assertThat(stage.heartbeat(two.get(1))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);

        move();

        assertThat(newcomer.result().error()).isEqualTo(ErrorCode.NOT_COORDINATOR);
        assertThat(newcomer.result().generationId()).isEqualTo(-1);
        assertThat(leader.result())
                .isEqualTo(
                        JoinResult.refused(ErrorCode.NOT_COORDINATOR, two.get(0).memberId()));
        assertThat(stage.state()).isEqualTo("Stable");
        assertThat(two).allMatch(member -> stage.heartbeat(member) == ErrorCode.NONE);
        assertThat(stage.sync(two.get(1)).result().assignment())
                .isEqualTo(Joiner.bytes(two.get(1).memberId()));
    }

    @Test
    void waitingSyncsAreRefused() {
        List<JoinResult> two = stage.joined(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<SyncResult> follower = stage.sync(two.get(1));
        assertThat(follower.isWaiting()).isTrue();

        move();

        assertThat(follower.result().error()).isEqualTo(ErrorCode.NOT_COORDINATOR);
    }

    @Test
    void aGroupThatWasNeverStableIsEmpty() {
        stage.joined(Joiner.newcomer());

        move();

        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(stage.describe().generationId()).isZero();
    }

    @Test
    void sessionsBeginAgain() {
        JoinResult only =
                stage.stable(Joiner.newcomer().timeouts(10_000, 10_000)).get(0);
        stage.pass(9_000);

        move();
        stage.pass(9_000);

        assertThat(stage.heartbeat(only)).isEqualTo(ErrorCode.NONE);
        stage.pass(10_001);
        assertThat(stage.heartbeat(only)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void otherGroupsGoOn() {
        List<JoinResult> two = stage.stable(Joiner.newcomer(), Joiner.newcomer());
        RecordedReply<JoinResult> newcomer = stage.join(Joiner.newcomer());

        stage.coordinator.moved("another"::equals, stage.now());

        assertThat(newcomer.isWaiting()).isTrue();
        assertThat(stage.heartbeat(two.get(0))).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
    }
}
