package io.kspec.mock.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.Requests;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import org.junit.jupiter.api.Test;

/** Compaction keeps the last record of each key, at its offset. */
class CompactionTest {
    private final Logs logs = new Logs(1 << 20);
    private final PartitionLog log = logs.log(Logs.COMPACTING, 1 << 20);

    private void compact() {
        logs.maintenance.compact(logs.nowMs);
    }

    @Test
    void theLastValueOfEachKeyRemains() {
        logs.append(log, "a", "1");
        logs.append(log, "b", "2");
        logs.append(log, "a", "3");
        compact();

        assertThat(Logs.records(log)).containsExactly("1 b=2", "2 a=3");
        assertThat(log.startOffset()).isZero();
        assertThat(log.endOffset()).isEqualTo(3);
        assertThat(log.sizeInBytes()).isEqualTo((1 << 20) - logs.space.free());
    }

    @Test
    void whatRemainsOfABatchKeepsItsBoundsAndItsCompression() {
        RecordBatchBuilder batch = RecordBatch.builder().compression(CompressionType.GZIP);
        for (String key : new String[] {"a", "b", "a"}) {
            batch.append(logs.nowMs, Requests.utf8(key), Requests.utf8("v"));
        }
        logs.append(log, batch.build());
        logs.append(log, "b", "w");
        compact();

        RecordBatch first = Logs.batches(log).get(0);
        assertThat(Logs.records(log)).containsExactly("2 a=v", "3 b=w");
        assertThat(first.baseOffset()).isZero();
        assertThat(first.lastOffset()).isEqualTo(2);
        assertThat(first.compression()).isEqualTo(CompressionType.GZIP);
        assertThat(first.crc()).isEqualTo(first.computedCrc());
    }

    @Test
    void anOffsetInAGapReadsTheNextRecord() {
        logs.append(log, "a", "1");
        logs.append(log, "a", "2");
        compact();

        assertThat(log.readWhole(0, 1 << 20).records()).hasSize(1);
        assertThat(log.bytesBetween(0, log.endOffset())).isEqualTo(log.sizeInBytes());
    }

    @Test
    void aTombstoneRemainsUntilItsRetentionAfterTheFirstCompaction() {
        logs.append(log, "a", "1");
        logs.append(log, "a", null);
        logs.nowMs += 50_000;
        compact();
        assertThat(Logs.records(log)).containsExactly("1 a=null");
        assertThat(Logs.batches(log).get(0).deleteHorizon()).hasValue(logs.nowMs + 1_000);

        logs.nowMs += 999;
        compact();
        assertThat(Logs.records(log)).containsExactly("1 a=null");

        logs.nowMs += 1;
        compact();
        assertThat(Logs.records(log)).isEmpty();
        assertThat(log.endOffset()).isEqualTo(2);
    }

    @Test
    void theLastBatchOfAProducerRemainsWithoutRecords() {
        logs.append(log, RecordBatch.builder().producer(7, (short) 0, 0), "a", "1");
        logs.append(log, RecordBatch.builder().producer(7, (short) 0, 1), "a", "2");
        logs.append(log, "a", "3");
        compact();

        assertThat(Logs.records(log)).containsExactly("2 a=3");
        RecordBatch emptied = Logs.batches(log).get(0);
        assertThat(emptied.recordsCount()).isZero();
        assertThat(emptied.lastOffset()).isEqualTo(1);
        assertThat(emptied.baseSequence()).isEqualTo(1);
        assertThat(emptied.crc()).isEqualTo(emptied.computedCrc());
    }

    @Test
    void recordsOfAbortedTransactionsGoAndMarkersStay() {
        logs.append(log, "a", "1");
        logs.append(log, RecordBatch.builder().transactional().producer(7, (short) 0, 0), "a", "2");
        assertThat(log.append(new TransactionMarker(7, (short) 0, false, 0, 1), logs.nowMs))
                .isEqualTo(ErrorCode.NONE);
        compact();

        assertThat(Logs.records(log)).first().isEqualTo("0 a=1");
        assertThat(Logs.batches(log)).last().matches(RecordBatch::isControl);
        assertThat(Logs.batches(log))
                .filteredOn(batch -> batch.recordsCount() > 0)
                .hasSize(2);
    }

    @Test
    void anOpenTransactionIsNotCompacted() {
        logs.append(log, "a", "1");
        logs.append(log, RecordBatch.builder().transactional().producer(7, (short) 0, 0), "a", "2");
        compact();

        assertThat(Logs.records(log)).containsExactly("0 a=1", "1 a=2");
    }

    @Test
    void topicsThatAreNotCompactedKeepEveryRecord() {
        PartitionLog other = logs.log(Logs.KEEPING, 1 << 20);
        logs.append(other, "a", "1");
        logs.append(other, "a", "2");
        compact();

        assertThat(Logs.records(other)).hasSize(2);
    }

    @Test
    void recordsYoungerThanTheLagAreNotCompacted() {
        PartitionLog lagging = logs.log(new CleanupConfig(false, true, -1, -1, Long.MAX_VALUE, 1_000, 5_000, 0.5), 100);
        logs.append(lagging, "a", "1");
        logs.append(lagging, "a", "2");
        logs.nowMs += 5_001;
        logs.append(lagging, "a", "3");
        compact();

        assertThat(Logs.records(lagging)).containsExactly("1 a=2", "2 a=3");
    }

    @Test
    void closedSegmentsAreCompactedOnceEnoughOfThemIsNew() {
        PartitionLog rolling = logs.log(new CleanupConfig(false, true, -1, -1, 1_000, 1_000, 0, 0.5), 1 << 20);
        for (String value : new String[] {"1", "2", "3", "4", "5"}) {
            logs.append(rolling, "a", value);
            logs.nowMs += 1_001;
        }
        assertThat(Logs.records(rolling))
                .as("1 and 2 are gone since 3 was closed; of 3 and 4, half are new")
                .containsExactly("2 a=3", "3 a=4", "4 a=5");

        logs.append(rolling, "b", "6");
        assertThat(Logs.records(rolling)).as("of 3, 4 and 5, most are new").containsExactly("4 a=5", "5 b=6");
    }
}
