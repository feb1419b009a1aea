package io.kspec.mock.fetch;

import io.kspec.mock.log.PartitionLog;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A requested partition.
 *
 * @param partition the partition's entry in the request
 * @param check returns NONE, or why the partition cannot be fetched now
 * @param log the partition's log, or null if there is no such partition
 */
public record FetchTarget(Message partition, Supplier<ErrorCode> check, @Nullable PartitionLog log) {
    public static FetchTarget unknown(Message partition, ErrorCode error) {
        return new FetchTarget(partition, () -> error, null);
    }

    ErrorCode error() {
        return check.get();
    }

    long offset() {
        return partition.getLong("FetchOffset");
    }

    int maxBytes() {
        return partition.getInt("PartitionMaxBytes");
    }

    /** The number of requested bytes that the log has; 0 if the partition cannot be fetched. */
    long availableBytes() {
        return log == null || error() != ErrorCode.NONE ? 0 : Math.min(maxBytes(), log.bytesFrom(offset()));
    }
}
