package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final GroupStage stage = new GroupStage();

    @Test
    void newMemberOfARecentVersionFirstGetsAMemberId() {
        JoinResult sentBack = stage.join(Joiner.newcomer().version(4)).result();

        assertThat(sentBack.error()).isEqualTo(ErrorCode.MEMBER_ID_REQUIRED);
        assertThat(sentBack.memberId()).startsWith("client-");
        assertThat(sentBack.generationId()).isEqualTo(-1);
        assertThat(stage.state()).isEqualTo("Empty");
        assertThat(stage.join(Joiner.known(sentBack.memberId()).version(4))
                        .result()
                        .error())
                .isEqualTo(ErrorCode.NONE);
    }

    @Test
    void unusedMemberIdExpiresAfterTheSessionTimeout() {
        String memberId = stage.join(Joiner.newcomer().version(4)).result().memberId();

        stage.pass(Joiner.SESSION_MS);

        assertThat(stage.join(Joiner.known(memberId).version(4)).result())
                .isEqualTo(JoinResult.refused(ErrorCode.UNKNOWN_MEMBER_ID, memberId));
    }

    @Test
    void barrierWaitsForPendingMembersToo() {
        JoinResult leader = stage.stable(Joiner.newcomer()).get(0);
        String pending = stage.join(Joiner.newcomer().version(4)).result().memberId();
        assertThat(stage.state()).isEqualTo("Stable");

        RecordedReply<JoinResult> again = stage.join(Joiner.known(leader.memberId()));
        assertThat(again.isWaiting()).isTrue();
        stage.join(Joiner.known(pending));

        assertThat(again.result().members()).hasSize(2);
    }

    @Test
    void barrierFallsWhenThePendingMemberExpires() {
        JoinResult leader = stage.stable(Joiner.newcomer()).get(0);
        stage.join(Joiner.newcomer().version(4));
        RecordedReply<JoinResult> again = stage.join(Joiner.known(leader.memberId()));

        stage.pass(Joiner.SESSION_MS);

        assertThat(again.result().members()).hasSize(1);
    }

    /** Seed bug Q27: an unknown group was INVALID_GROUP_ID. */
    @Test
    void memberIdOfAnUnknownGroupIsUnknown() {
        assertThat(stage.join(Joiner.known("somebody")).result())
                .isEqualTo(JoinResult.refused(ErrorCode.UNKNOWN_MEMBER_ID, "somebody"));
        assertThat(stage.state()).isEqualTo("Dead");
    }

    @Test
    void emptyGroupIdIsInvalid() {
        RecordedReply<JoinResult> reply = new RecordedReply<>();
        stage.coordinator.join(Joiner.newcomer().of(""), stage.now(), reply);

        assertThat(reply.result().error()).isEqualTo(ErrorCode.INVALID_GROUP_ID);
    }

    /** Seed bug P28: session timeouts were not limited. */
    @Test
    void sessionTimeoutIsLimited() {
        for (int invalid : List.of(0, -1, 5_999, 1_800_001)) {
            assertThat(stage.join(Joiner.newcomer().timeouts(invalid, 60_000))
                            .result()
                            .error())
                    .as("%d ms", invalid)
                    .isEqualTo(ErrorCode.INVALID_SESSION_TIMEOUT);
        }
        assertThat(stage.state()).isEqualTo("Dead");
        assertThat(stage.join(Joiner.newcomer().timeouts(6_000, 60_000))
                        .result()
                        .error())
                .isEqualTo(ErrorCode.NONE);
    }

    /** Seed bug P28: the leader's first protocol was chosen, even if other members did not support it. */
    @Test
    void memberThatSharesNoProtocolWithAllOthersIsRefused() {
        stage.stable(Joiner.newcomer().following(Joiner.protocol("range", "a")));

        assertThat(stage.join(Joiner.newcomer().following(Joiner.protocol("sticky", "b")))
                        .result())
                .isEqualTo(JoinResult.refused(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, ""));
        assertThat(stage.state()).isEqualTo("Stable");
    }

    @Test
    void memberOfAnotherProtocolTypeIsRefused() {
        stage.stable(Joiner.newcomer());

        assertThat(stage.join(Joiner.newcomer().type("connect")).result().error())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }

    @Test
    void memberWithoutProtocolsOrTypeIsRefusedEvenByAnEmptyGroup() {
        assertThat(stage.join(Joiner.newcomer().following()).result().error())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        assertThat(stage.join(Joiner.newcomer().type("")).result().error())
                .isEqualTo(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
    }

    @Test
    void mostPreferredProtocolThatAllMembersSupportIsChosen() {
        List<JoinResult> three = stage.joined(
                Joiner.newcomer().following(Joiner.protocol("range", "1"), Joiner.protocol("sticky", "2")),
                Joiner.newcomer()
                        .following(
                                Joiner.protocol("own", "3"),
                                Joiner.protocol("sticky", "4"),
                                Joiner.protocol("range", "5")),
                Joiner.newcomer().following(Joiner.protocol("sticky", "6"), Joiner.protocol("range", "7")));

        assertThat(three).allSatisfy(result -> assertThat(result.protocolName()).isEqualTo("sticky"));
        assertThat(three.get(0).members())
                .extracting(JoinResult.JoinedMember::metadata)
                .containsExactlyInAnyOrder(Joiner.bytes("2"), Joiner.bytes("4"), Joiner.bytes("6"));
    }

    @Test
    void emptyGroupTakesTheProtocolTypeOfItsNextMember() {
        JoinResult consumer = stage.stable(Joiner.newcomer()).get(0);
        stage.leave(consumer.memberId());

        assertThat(stage.join(Joiner.newcomer().type("connect")).result().protocolType())
                .isEqualTo("connect");
    }
}
