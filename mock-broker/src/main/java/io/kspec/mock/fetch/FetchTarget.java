package io.kspec.mock.fetch;

import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A requested partition.
 *
 * @param partition the partition's entry in the request
 * @param error NONE, or why the partition cannot be fetched
 * @param log the partition's log, or null if there is no such partition
 */
public record FetchTarget(Message partition, ErrorCode error, @Nullable PartitionLog log) {
    public static FetchTarget unknown(Message partition, ErrorCode error) {
        return new FetchTarget(partition, error, null);
    }

    long offset() {
        return partition.getLong("FetchOffset");
    }

    int maxBytes() {
        return partition.getInt("PartitionMaxBytes");
    }

    /**
     * The number of requested bytes that the log has; 0 if the partition cannot be fetched.
     *
     * @param committed whether only bytes before the last stable offset count
     */
    long availableBytes(boolean committed) {
        return log == null || error != ErrorCode.NONE
                ? 0
                : Math.min(maxBytes(), log.bytesBetween(offset(), end(log, committed)));
    }

    /** The offset up to which a log may be read. */
    static long end(PartitionLog log, boolean committed) {
        return committed ? log.lastStableOffset() : log.endOffset();
    }
}
