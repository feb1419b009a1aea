package io.kspec.mock.fetch;

import io.kspec.mock.log.AbortedTransaction;
import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.MessageBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a partition.
 *
 * @param error NONE, or why nothing was read
 * @param highWatermark -1 with an error
 * @param lastStableOffset -1 with an error
 * @param logStartOffset -1 with an error
 * @param aborted the aborted transactions among the records, or null if the client does not need to know them
 * @param records the records, or null if Kafka returns none rather than no bytes
 * @param detour what the consumer has to do before it can read, or null
 */
record PartitionResult(
        RequestedPartition requested,
        ErrorCode error,
        long highWatermark,
        long lastStableOffset,
        long logStartOffset,
        @Nullable List<AbortedTransaction> aborted,
        @Nullable Bytes records,
        @Nullable Detour detour) {
    /** The partition does not exist: its aborted transactions are an empty list. */
    static PartitionResult missing(RequestedPartition requested, ErrorCode error) {
        return new PartitionResult(requested, error, -1, -1, -1, List.of(), Bytes.EMPTY, null);
    }

    /** The partition cannot be read: its aborted transactions are null. */
    static PartitionResult failed(RequestedPartition requested, ErrorCode error) {
        return new PartitionResult(requested, error, -1, -1, -1, null, Bytes.EMPTY, null);
    }

    /** The client does not support the compression of the records. */
    static PartitionResult unsupportedCompression(RequestedPartition requested) {
        return new PartitionResult(requested, ErrorCode.UNSUPPORTED_COMPRESSION_TYPE, -1, -1, -1, null, null, null);
    }

    boolean hasRecords() {
        return records != null && records.size() > 0;
    }

    /** Whether a session tells the client of the result even if nothing has changed. */
    boolean isAlwaysTold() {
        return hasRecords() || error != ErrorCode.NONE || detour != null;
    }

    void fill(MessageBuilder entry) {
        entry.set("PartitionIndex", requested.key().index())
                .set("ErrorCode", error)
                .set("HighWatermark", highWatermark)
                .setIfPresent("LastStableOffset", lastStableOffset)
                .setIfPresent("LogStartOffset", logStartOffset)
                .set("Records", records);
        if (entry.has("AbortedTransactions")) {
            fillAborted(entry);
        }
        if (detour != null) {
            detour.fill(entry);
        }
    }

    private void fillAborted(MessageBuilder entry) {
        if (aborted == null) {
            entry.set("AbortedTransactions", null);
        } else {
            entry.setEach("AbortedTransactions", aborted, (transaction, each) -> transaction
                    .set("ProducerId", each.producerId())
                    .set("FirstOffset", each.firstOffset()));
        }
    }
}
