package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StateBatchesTest {
    private static final SharePartitionKey KEY = new SharePartitionKey("group", new UUID(1, 1), 0);

    private static StateBatch batch(long first, long last, int state, int count) {
        return new StateBatch(first, last, (byte) state, (short) count);
    }

    @Test
    void neighboursWithTheSameStateBecomeOne() {
        assertThat(StateBatches.combine(List.of(batch(0, 4, 0, 1)), List.of(batch(5, 9, 0, 1)), -1))
                .containsExactly(batch(0, 9, 0, 1));
    }

    @Test
    void neighboursStayTwoIfTheSecondWasHiddenByAnotherStateBehindTheFirst() {
        assertThat(StateBatches.combine(List.of(batch(0, 4, 0, 2), batch(5, 6, 0, 1)), List.of(batch(5, 9, 0, 2)), -1))
                .containsExactly(batch(0, 4, 0, 2), batch(5, 9, 0, 2));
    }

    @Test
    void theBatchWithMoreDeliveriesCountsWhereTwoOverlap() {
        assertThat(StateBatches.combine(List.of(batch(0, 9, 2, 1)), List.of(batch(4, 5, 0, 2)), -1))
                .containsExactly(batch(0, 3, 2, 1), batch(4, 5, 0, 2), batch(6, 9, 2, 1));
    }

    @Test
    void whatIsWrittenAtOnceBecomesOneFirst() {
        StateTable states = new StateTable((topic, partition) -> true, new MemoryBudget(1 << 20));
        assertThat(states.initialize(KEY, 1, 0)).isEqualTo(ErrorCode.NONE);
        List<StateBatch> before = List.of(batch(0, 4, 0, 1));
        List<StateBatch> now = List.of(batch(0, 3, 0, 2), batch(4, 4, 0, 2));
        assertThat(StateBatches.combine(before, now, -1)).hasSize(2);

        assertThat(states.write(KEY, new PartitionState(1, 0, 0, 0, before))).isEqualTo(ErrorCode.NONE);
        assertThat(states.write(KEY, new PartitionState(1, 0, 0, 0, now))).isEqualTo(ErrorCode.NONE);

        assertThat(states.read(KEY, -1).state().batches()).containsExactly(batch(0, 4, 0, 2));
    }

    @Test
    void nothingIsKeptBeforeTheStartOffset() {
        assertThat(StateBatches.combine(List.of(batch(0, 9, 2, 1)), List.of(), 7))
                .containsExactly(batch(7, 9, 2, 1));
        assertThat(StateBatches.combine(List.of(batch(0, 6, 2, 1)), List.of(), 7))
                .isEmpty();
    }

    @Test
    void everyOffsetHasTheHeaviestStateThatWasTold() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<StateBatch> kept = some(random);
            List<StateBatch> added = some(random);

            List<StateBatch> combined = StateBatches.combine(kept, added, -1);

            List<StateBatch> all = new ArrayList<>(kept);
            all.addAll(added);
            for (int offset = 0; offset < 40; offset++) {
                assertThat(weight(combined, offset)).isEqualTo(weight(all, offset));
            }
            for (int i = 1; i < combined.size(); i++) {
                assertThat(combined.get(i).firstOffset())
                        .isGreaterThan(combined.get(i - 1).lastOffset());
            }
        }
    }

    private static int weight(List<StateBatch> batches, long offset) {
        return batches.stream()
                .filter(batch -> batch.firstOffset() <= offset && batch.lastOffset() >= offset)
                .mapToInt(batch -> batch.deliveryCount() * 10 + batch.state())
                .max()
                .orElse(-1);
    }

    private static List<StateBatch> some(Random random) {
        List<StateBatch> batches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int first = random.nextInt(30);
            batches.add(batch(first, first + random.nextInt(9), random.nextInt(3), 1 + random.nextInt(3)));
        }
        return batches;
    }
}
