package io.kspec.mock.fetch;

import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A requested partition as it is now.
 *
 * @param error NONE, or why the partition cannot be read
 * @param log the partition's log, or null if there is no such partition
 */
record FetchTarget(RequestedPartition requested, ErrorCode error, @Nullable PartitionLog log) {
    boolean failed() {
        return error != ErrorCode.NONE;
    }

    /** Whether a later batch would be in another segment: Kafka then answers without waiting for more. */
    boolean isBehindTheActiveSegment() {
        return log != null
                && !failed()
                && log.isBehindTheActiveSegment(requested.request().offset());
    }

    /**
     * The number of requested bytes that the log has; 0 if the partition cannot be read.
     *
     * @param committed whether only bytes before the last stable offset count
     */
    long availableBytes(boolean committed) {
        if (log == null || failed()) {
            return 0;
        }
        long available = log.bytesBetween(requested.request().offset(), end(log, committed));
        return Math.min(requested.request().maxBytes(), available);
    }

    /** The offset up to which a log may be read. */
    static long end(PartitionLog log, boolean committed) {
        return committed ? log.lastStableOffset() : log.endOffset();
    }
}
