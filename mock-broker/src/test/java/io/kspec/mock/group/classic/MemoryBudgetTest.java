package io.kspec.mock.group.classic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Groups never exceed their memory budget, whatever clients send, and removals free memory. */
class MemoryBudgetTest {
    private static final int ROOM = 20_000;

    private final GroupStage stage = new GroupStage(GroupSettings.DEFAULTS.withHeldBytes(ROOM));

    @Test
    void groupsBeyondTheBudgetAreRefused() {
        int made = 0;
        while (made < ROOM && commitTo("group-" + made, "orders").equals(ErrorCode.NONE)) {
            made++;
        }

        assertThat(made).isBetween(10, ROOM / 200);
        assertThat(commitTo("another", "orders")).isEqualTo(ErrorCode.INVALID_COMMIT_OFFSET_SIZE);
        assertThat(stage.join(Joiner.newcomer()).result().error()).isEqualTo(ErrorCode.GROUP_MAX_SIZE_REACHED);

        assertThat(stage.coordinator.delete("group-0", stage.now())).isEqualTo(ErrorCode.NONE);
        assertThat(commitTo("another", "orders")).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void offsetsBeyondTheBudgetAreRefused() {
        int made = 0;
        while (made < ROOM && commitTo("g", "topic-" + made).equals(ErrorCode.NONE)) {
            made++;
        }

        assertThat(made).isBetween(10, ROOM / 200);
        assertThat(stage.coordinator.committed("g")).hasSize(made);
        stage.coordinator.topicDeleted("topic-0");
        assertThat(commitTo("g", "another")).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void committingTheSameOffsetRepeatedlyTakesNoMoreMemory() {
        for (int i = 0; i < ROOM; i++) {
            assertThat(commitTo("g", "orders")).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void anAssignmentBeyondTheBudgetIsRefused() {
        JoinResult leader = stage.joined(Joiner.newcomer()).get(0);
        Map<String, Bytes> huge = Map.of(leader.memberId(), Bytes.wrap(new byte[ROOM]));

        assertThat(stage.sync(leader.memberId(), leader.generationId(), huge)
                        .result()
                        .error())
                .isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
        assertThat(stage.sync(leader).result().error()).isEqualTo(ErrorCode.NONE);
    }

    private ErrorCode commitTo(String group, String topic) {
        CommitRequest.OffsetToCommit one = new CommitRequest.OffsetToCommit(
                new TopicPartition(topic, 0), CommittedOffset.at(stage.now(), 1, -1, ""));
        CommitRequest request = new CommitRequest(group, MemberIdentity.dynamic(""), -1, true, List.of(one));
        return stage.coordinator.commit(request, stage.now()).get(0).error();
    }
}
