package io.kspec.mock.group.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateBatchesTest {
    private static StateBatch batch(long first, long last, int state, int count) {
        return new StateBatch(first, last, (byte) state, (short) count);
    }

    @Test
    void neighboursWithTheSameStateBecomeOne() {
        assertThat(StateBatches.combine(List.of(batch(0, 4, 0, 1)), List.of(batch(5, 9, 0, 1)), -1))
                .containsExactly(batch(0, 9, 0, 1));
    }

    @Test
    void theBatchWithMoreDeliveriesCountsWhereTwoOverlap() {
        assertThat(StateBatches.combine(List.of(batch(0, 9, 2, 1)), List.of(batch(4, 5, 0, 2)), -1))
                .containsExactly(batch(0, 3, 2, 1), batch(4, 5, 0, 2), batch(6, 9, 2, 1));
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
                assertThat(combined.get(i).continues(combined.get(i - 1))).isFalse();
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
