package io.kspec.mock.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.Requests;
import io.kspec.protocol.ErrorCode;
import org.junit.jupiter.api.Test;

/** All logs together stay within their limit: the oldest records make way for new ones. */
class LogSpaceTest {
    private final Logs logs = new Logs(1_000);

    @Test
    void theOldestRecordsOfAllLogsMakeWay() {
        PartitionLog first = logs.log(Logs.KEEPING, 1 << 20);
        PartitionLog second = logs.log(Logs.KEEPING, 1 << 20);
        logs.append(first, "old", "1");
        for (int i = 0; i < 20; i++) {
            logs.append(second, "k" + i, "v");
        }

        assertThat(first.sizeInBytes()).isZero();
        assertThat(first.startOffset()).isEqualTo(1);
        assertThat(Logs.records(second)).last().isEqualTo("19 k19=v");
        assertThat(second.startOffset()).isPositive();
        assertThat(first.sizeInBytes() + second.sizeInBytes()).isEqualTo(1_000 - logs.space.free());
        assertThat(logs.space.free()).isNotNegative();
    }

    @Test
    void compactedLogsKeepTheirRecordsAsLongAsOthersHaveSome() {
        PartitionLog compacted = logs.log(Logs.COMPACTING, 1 << 20);
        PartitionLog other = logs.log(Logs.KEEPING, 1 << 20);
        logs.append(compacted, "precious", "1");
        for (int i = 0; i < 20; i++) {
            logs.append(other, "k" + i, "v");
        }

        assertThat(compacted.startOffset()).isZero();
        assertThat(Logs.records(compacted)).containsExactly("0 precious=1");
    }

    @Test
    void whoeverListensIsToldThatTheSpaceIsFull() {
        int[] full = {0};
        logs.space.onFull(() -> full[0]++);
        PartitionLog log = logs.log(Logs.KEEPING, 1 << 20);
        logs.append(log, "a", "1");
        assertThat(full[0]).isZero();
        for (int i = 0; i < 20; i++) {
            logs.append(log, "k" + i, "v");
        }

        assertThat(full[0]).isPositive();
    }

    @Test
    void aBatchLargerThanTheSpaceIsRefusedAndNothingIsDeleted() {
        PartitionLog log = logs.log(Logs.KEEPING, 1 << 20);
        logs.append(log, "a", "1");
        AppendResult refused =
                new Appender(log, logs.nowMs).append(Requests.batch(100).build().bytes(), ProduceRules.of(9));

        assertThat(refused.error()).isEqualTo(ErrorCode.KAFKA_STORAGE_ERROR);
        assertThat(log.startOffset()).isZero();
    }

    @Test
    void theSpaceOfADeletedTopicIsFree() {
        PartitionLog log = logs.log(Logs.KEEPING, 1 << 20);
        for (int i = 0; i < 20; i++) {
            logs.append(log, "k" + i, "v");
        }
        log.clear();

        assertThat(logs.space.free()).isEqualTo(1_000);
        assertThat(logs.space.logs()).isEmpty();
    }
}
