package io.kspec.mock.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Old segments are deleted by age and by size, when a check is due and on demand. */
class RetentionTest {
    /** Too small for two of the batches that {@link Logs} appends. */
    private static final int ONE_BATCH = 100;

    private final Logs logs = new Logs(1 << 20);

    private static CleanupConfig retention(long ms, long bytes) {
        return new CleanupConfig(true, false, ms, bytes, Long.MAX_VALUE, 1_000, 0, 0.5);
    }

    @Test
    void segmentsOlderThanTheRetentionTimeAreDeleted() {
        PartitionLog log = logs.log(retention(1_000, -1), ONE_BATCH);
        logs.append(log, "a", "1");
        logs.nowMs += 600;
        logs.append(log, "b", "2");
        logs.nowMs += 401;
        logs.maintenance.applyRetention(logs.nowMs);

        assertThat(Logs.records(log)).containsExactly("1 b=2");
        assertThat(log.startOffset()).isEqualTo(1);
    }

    @Test
    void theActiveSegmentIsDeletedTooAndTheLogStartsAtItsEnd() {
        PartitionLog log = logs.log(retention(1_000, -1), 1 << 20);
        logs.append(log, "a", "1");
        logs.append(log, "b", "2");
        logs.nowMs += 1_001;
        logs.maintenance.applyRetention(logs.nowMs);
        logs.append(log, "c", "3");

        assertThat(Logs.records(log)).containsExactly("2 c=3");
        assertThat(log.startOffset()).isEqualTo(2);
    }

    @Test
    void aSegmentIsAsOldAsItsNewestRecord() {
        PartitionLog log = logs.log(retention(1_000, -1), 1 << 20);
        logs.append(log, "a", "1");
        logs.nowMs += 900;
        logs.append(log, "b", "2");
        logs.nowMs += 900;
        logs.maintenance.applyRetention(logs.nowMs);

        assertThat(log.startOffset()).isZero();
    }

    @Test
    void theOldestSegmentsBeyondTheRetentionSizeAreDeleted() {
        PartitionLog log = logs.log(retention(-1, 150), ONE_BATCH);
        for (int i = 0; i < 4; i++) {
            logs.append(log, "k" + i, "v");
        }
        logs.maintenance.applyRetention(logs.nowMs);

        assertThat(log.sizeInBytes()).isBetween(150L, 250L);
        assertThat(Logs.records(log)).last().isEqualTo("3 k3=v");
        assertThat(log.startOffset()).isPositive();
    }

    @Test
    void compactedTopicsKeepOldSegments() {
        PartitionLog log = logs.log(new CleanupConfig(false, true, 1_000, 0, Long.MAX_VALUE, 1_000, 0, 0.5), ONE_BATCH);
        logs.append(log, "a", "1");
        logs.nowMs += 100_000;
        logs.maintenance.applyRetention(logs.nowMs);

        assertThat(log.startOffset()).isZero();
    }

    @Test
    void theFirstCheckIsDueAfterHalfAMinuteAndTheOthersEveryFiveMinutes() {
        PartitionLog log = logs.log(retention(1_000, -1), ONE_BATCH);
        logs.maintenance.advanceTo(100_000);
        logs.append(log, "a", "1");
        logs.maintenance.advanceTo(129_999);
        assertThat(log.startOffset()).isZero();
        assertThat(logs.maintenance.nextDeadlineMs()).isEqualTo(130_000);

        logs.maintenance.advanceTo(130_000);

        assertThat(log.startOffset()).isEqualTo(1);
        assertThat(logs.maintenance.nextDeadlineMs()).isEqualTo(430_000);
    }

    @Test
    void withoutRecordsNoCheckIsDue() {
        logs.maintenance.advanceTo(100_000);

        assertThat(logs.maintenance.nextDeadlineMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aReaderOfDeletedRecordsIsTold() {
        PartitionLog log = logs.log(retention(1_000, -1), ONE_BATCH);
        logs.append(log, "a", "1");
        int[] changes = {0};
        log.listeners().add(() -> changes[0]++);
        logs.nowMs += 2_000;
        logs.maintenance.applyRetention(logs.nowMs);

        assertThat(changes[0]).isPositive();
    }

    @Test
    void segmentsBeginWhereTheOneBeforeIsFull() {
        PartitionLog log = logs.log(Logs.KEEPING, 150);
        for (int i = 0; i < 4; i++) {
            logs.append(log, "k" + i, "v");
        }

        assertThat(log.segmentStarts()).extracting(OffsetAndTimestamp::offset).containsExactly(0L, 2L);
        assertThat(log.isBehindTheActiveSegment(1)).isTrue();
        assertThat(log.isBehindTheActiveSegment(2)).isFalse();
    }

    @Test
    void segmentsBeginWhenTheOneBeforeIsTooOld() {
        PartitionLog log = logs.log(new CleanupConfig(true, false, -1, -1, 500, 1_000, 0, 0.5), 1 << 20);
        logs.append(log, "a", "1");
        logs.nowMs += 500;
        logs.append(log, "b", "2");
        logs.nowMs += 1;
        logs.append(log, "c", "3");

        assertThat(log.segmentStarts()).extracting(OffsetAndTimestamp::offset).containsExactly(0L, 2L);
    }
}
