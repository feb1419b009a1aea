package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.share.ShareSessions.MemberKey;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.RecordBatch;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharePartitionsTest {
    private static final int BROKER = 1;
    private static final SharePartitionKey KEY = new SharePartitionKey("group", new UUID(1, 1), 0);
    private static final MemberKey MEMBER = new MemberKey("group", "a");
    private static final MemberKey OTHER = new MemberKey("group", "b");
    private static final ShareTerms TERMS = new ShareTerms(45_000, 5_000, 0, 1_000, 5, 100, "earliest", false, true);

    private final StateTable states = new StateTable((topic, partition) -> true, new MemoryBudget(1 << 20));
    private final SharePartitions partitions = new SharePartitions(new SameForAll(TERMS), states);

    @BeforeEach
    void readOneRecord() {
        assertThat(states.initialize(KEY, 1, 0)).isEqualTo(ErrorCode.NONE);
        for (MemberKey member : List.of(MEMBER, OTHER)) {
            assertThat(partitions.sessions(BROKER).begin(member, List.of(KEY), 1, 10))
                    .isEqualTo(ErrorCode.NONE);
        }
        RecordBatch batch = RecordBatch.builder().append(1, null, Bytes.EMPTY).build();
        assertThat(open().acquire(
                                new AcquireRequest("a", false, 500, 500),
                                TERMS,
                                0,
                                List.of(batch),
                                aborted -> false,
                                0))
                .hasSize(1);
    }

    private SharePartition open() {
        return partitions.open(KEY, BROKER, 0, () -> 0).partition().orElseThrow();
    }

    @Test
    void aPartitionIsReadAgainIfItsStateHasBegunAnewWhenASessionEnds() {
        SharePartition before = open();
        assertThat(states.initialize(KEY, 2, 7)).isEqualTo(ErrorCode.NONE);

        partitions.endSession(MEMBER, BROKER);

        assertThat(open()).isNotSameAs(before);
        assertThat(open().startOffset()).isEqualTo(7);
    }

    @Test
    void aPartitionIsReadAgainIfItsStateHasBegunAnewWhenARecordIsAcknowledged() {
        assertThat(states.initialize(KEY, 2, 7)).isEqualTo(ErrorCode.NONE);
        List<AcknowledgementBatch> accepted = List.of(new AcknowledgementBatch(0, 0, List.of((byte) 1)));

        assertThat(partitions.acknowledge(KEY, BROKER, "a", accepted, 0).get())
                .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);

        assertThat(open().startOffset()).isEqualTo(7);
    }

    @Test
    void aPartitionWhoseStateIsGoneStaysAsItIs() {
        SharePartition before = open();
        assertThat(states.delete(KEY)).isEqualTo(ErrorCode.NONE);

        partitions.endSession(MEMBER, BROKER);

        assertThat(open()).isSameAs(before);
    }
}
