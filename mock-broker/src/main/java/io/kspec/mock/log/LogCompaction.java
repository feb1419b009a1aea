package io.kspec.mock.log;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.record.Record;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.RecordBatchBuilder;
import io.kspec.protocol.record.RecordBatchField;
import io.kspec.protocol.record.TimestampType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last record of each key below an offset, as Kafka's log cleaner does. Offsets stay, and so do transaction markers
 * and the last batch of each producer, even if it has no records left. A tombstone gets a deadline when it is compacted
 * first, {@code delete.retention.ms} later, and is deleted after it; records without a key and those of aborted transactions
 * are deleted.
 */
final class LogCompaction {
    private final PartitionLog log;
    private final long endOffset;
    private final long nowMs;
    private final Map<Bytes, Long> lastOffsets = new HashMap<>();
    private final Map<Long, Long> lastBatches = new HashMap<>();

    /**
     * Prepares a compaction.
     *
     * @param endOffset records from here on are kept
     */
    LogCompaction(PartitionLog log, long endOffset, long nowMs) {
        this.log = log;
        this.endOffset = endOffset;
        this.nowMs = nowMs;
    }

    /** Learns the keys of a batch. All batches must be learned, in order, before the first is compacted. */
    void learn(RecordBatch batch) {
        if (batch.isControl()) {
            return;
        }
        if (batch.producerId() != RecordBatch.NO_PRODUCER_ID) {
            lastBatches.put(batch.producerId(), batch.lastOffset());
        }
        if (isCompacted(batch) && !isAborted(batch)) {
            for (Record record : batch.records()) {
                Bytes key = record.key();
                if (key != null) {
                    lastOffsets.put(key, record.offset());
                }
            }
        }
    }

    /** What remains of a batch, or null if nothing does. */
    @Nullable RecordBatch compacted(RecordBatch batch) {
        return isCompacted(batch) && !batch.isControl() ? compact(batch) : batch;
    }

    private boolean isCompacted(RecordBatch batch) {
        return batch.lastOffset() < endOffset;
    }

    private boolean isAborted(RecordBatch batch) {
        return batch.isTransactional() && log.isAborted(batch.producerId(), batch.baseOffset());
    }

    private @Nullable RecordBatch compact(RecordBatch batch) {
        List<Record> records = batch.records();
        List<Record> kept = isAborted(batch)
                ? List.of()
                : records.stream().filter(record -> isKept(record, batch)).toList();
        if (kept.isEmpty()) {
            boolean producersLast = Long.valueOf(batch.lastOffset()).equals(lastBatches.get(batch.producerId()));
            return producersLast ? withoutRecords(batch) : null;
        }
        boolean newHorizon =
                batch.deleteHorizon().isEmpty() && kept.stream().anyMatch(record -> record.value() == null);
        return kept.size() == records.size() && !newHorizon ? batch : with(kept, batch, newHorizon);
    }

    private boolean isKept(Record record, RecordBatch batch) {
        Bytes key = record.key();
        Long last = key == null ? null : lastOffsets.get(key);
        OptionalLong horizon = batch.deleteHorizon();
        boolean expired = record.value() == null && horizon.isPresent() && nowMs >= horizon.getAsLong();
        return last != null && record.offset() >= last && !expired;
    }

    private RecordBatch with(List<Record> records, RecordBatch original, boolean newHorizon) {
        RecordBatchBuilder batch = emptied(original).compression(original.compression());
        if (newHorizon) {
            batch.deleteHorizon(nowMs + log.config().cleanup().deleteRetentionMs());
        } else {
            original.deleteHorizon().ifPresent(batch::deleteHorizon);
        }
        return batch.appendAll(records).lastOffset(original.lastOffset()).build();
    }

    private static RecordBatch withoutRecords(RecordBatch original) {
        return emptied(original)
                .lastOffset(original.lastOffset())
                .build()
                .with(RecordBatchField.MAX_TIMESTAMP, original.maxTimestamp())
                .withCorrectCrc();
    }

    private static RecordBatchBuilder emptied(RecordBatch original) {
        RecordBatchBuilder batch = RecordBatch.builder()
                .baseOffset(original.baseOffset())
                .partitionLeaderEpoch(original.partitionLeaderEpoch())
                .producer(original.producerId(), original.producerEpoch(), original.baseSequence());
        if (original.timestampType() == TimestampType.LOG_APPEND_TIME) {
            batch.logAppendTime(original.maxTimestamp());
        }
        return original.isTransactional() ? batch.transactional() : batch;
    }
}
