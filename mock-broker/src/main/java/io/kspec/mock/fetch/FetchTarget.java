package io.kspec.mock.fetch;

import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A requested partition as it is now.
 *
 * @param error NONE, or why the partition cannot be read
 * @param log the partition's log, or null if there is no such partition
 * @param detour what the consumer has to do before it can read, or null
 */
record FetchTarget(RequestedPartition requested, ErrorCode error, @Nullable PartitionLog log, @Nullable Detour detour) {
    static FetchTarget failed(RequestedPartition requested, ErrorCode error, @Nullable PartitionLog log) {
        return new FetchTarget(requested, error, log, null);
    }

    static FetchTarget readable(RequestedPartition requested, PartitionLog log) {
        return new FetchTarget(requested, ErrorCode.NONE, log, null);
    }

    static FetchTarget diverted(RequestedPartition requested, PartitionLog log, Detour detour) {
        return new FetchTarget(requested, ErrorCode.NONE, log, detour);
    }

    boolean failed() {
        return error != ErrorCode.NONE;
    }

    /** Whether more records would not change the result. */
    boolean isDecided() {
        return failed() || detour != null;
    }

    /** Whether a later batch would be in another segment: Kafka then answers without waiting for more. */
    boolean isBehindTheActiveSegment() {
        return log != null
                && !isDecided()
                && log.isBehindTheActiveSegment(requested.request().offset());
    }

    /**
     * The number of requested bytes that the log has; 0 if the partition cannot be read.
     *
     * @param committed whether only bytes before the last stable offset count
     */
    long availableBytes(boolean committed) {
        if (log == null || isDecided()) {
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
