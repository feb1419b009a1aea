package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.ListedGroup;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupDescriptionTest {
    private final GroupStage stage = new GroupStage();

    /** Seed bug Q27: such a group was an error. */
    @Test
    void groupThatDoesNotExistIsDead() {
        GroupDescription description = stage.describe();

        assertThat(description).isEqualTo(new GroupDescription(GroupStage.GROUP, "Dead", 0, "", "", List.of()));
        assertThat(description.exists()).isFalse();
    }

    @Test
    void stableGroupShowsMetadataAndAssignmentsOfItsMembers() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);

        assertThat(stage.describe())
                .isEqualTo(new GroupDescription(
                        GroupStage.GROUP,
                        "Stable",
                        1,
                        "consumer",
                        "range",
                        List.of(new GroupDescription.DescribedMember(
                                member.memberId(),
                                null,
                                "client",
                                "/127.0.0.1",
                                Joiner.bytes("subscription"),
                                Joiner.bytes(member.memberId())))));
    }

    @Test
    void groupThatRebalancesShowsNeitherProtocolNorMetadataButTheLastAssignment() {
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);
        stage.join(Joiner.newcomer());

        GroupDescription description = stage.describe();

        assertThat(description.state()).isEqualTo("PreparingRebalance");
        assertThat(description.protocolName()).isEmpty();
        assertThat(description.members())
                .allSatisfy(described -> assertThat(described.metadata()).isEqualTo(Bytes.EMPTY));
        assertThat(description.members().get(0).assignment()).isEqualTo(Joiner.bytes(member.memberId()));
    }

    @Test
    void groupShowsTheNameOfEachState() {
        RecordedReply<JoinResult> sentBack = stage.join(Joiner.newcomer().version(4));
        assertThat(stage.state()).isEqualTo("Empty");
        JoinResult member =
                stage.join(Joiner.known(sentBack.result().memberId())).result();
        assertThat(stage.state()).isEqualTo("CompletingRebalance");
        stage.sync(member);
        assertThat(stage.state()).isEqualTo("Stable");
        stage.join(Joiner.newcomer());
        assertThat(stage.state()).isEqualTo("PreparingRebalance");
    }

    /** Seed bug P13: the generation ids restarted when the group was empty. */
    @Test
    void generationIdContinuesAfterTheGroupWasEmpty() {
        JoinResult first = stage.stable(Joiner.newcomer()).get(0);
        stage.leave(first.memberId());

        JoinResult second = stage.join(Joiner.newcomer()).result();

        assertThat(first.generationId()).isEqualTo(1);
        assertThat(second.generationId()).isEqualTo(3);
    }

    @Test
    void listIsSorted() {
        stage.stable(Joiner.newcomer());
        RecordedReply<JoinResult> other = new RecordedReply<>();
        stage.coordinator.join(Joiner.newcomer().type("connect").of("a"), stage.now(), other);

        assertThat(stage.coordinator.list(stage.now()))
                .containsExactly(
                        new ListedGroup("a", "connect", "CompletingRebalance", "classic"),
                        new ListedGroup("g", "consumer", "Stable", "classic"));
    }

    @Test
    void onlyAnEmptyGroupCanBeDeleted() {
        assertThat(delete()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND);
        JoinResult member = stage.stable(Joiner.newcomer()).get(0);
        assertThat(delete()).isEqualTo(ErrorCode.NON_EMPTY_GROUP);
        stage.leave(member.memberId());

        assertThat(delete()).isEqualTo(ErrorCode.NONE);
        assertThat(stage.state()).isEqualTo("Dead");
        assertThat(stage.join(Joiner.newcomer()).result().generationId()).isEqualTo(1);
    }

    private ErrorCode delete() {
        return stage.coordinator.delete(GroupStage.GROUP, stage.now());
    }
}
