package io.kspec.mock.fetch;

import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.Message;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is to be fetched.
 *
 * @param partition the partition of the request
 * @param error NONE, or why it cannot be fetched
 * @param log the log, or null if there is no such partition
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

    /** How much of what is asked for is there; 0 with an error. */
    long availableBytes() {
        return log == null || error != ErrorCode.NONE ? 0 : Math.min(maxBytes(), log.bytesFrom(offset()));
    }
}
