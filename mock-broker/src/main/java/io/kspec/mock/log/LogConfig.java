package io.kspec.mock.log;

import io.kspec.protocol.record.CompressionType;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of a topic that affect its logs.
 *
 * @param maxMessageBytes {@code max.message.bytes}: the largest size of a batch, in bytes
 * @param segmentBytes {@code segment.bytes}: the largest size of a segment and of an append, in bytes
 * @param logAppendTime whether records get the time at which they are appended ({@code message.timestamp.type})
 * @param timestampBeforeMaxMs {@code message.timestamp.before.max.ms}: how far in the past a timestamp may be
 * @param timestampAfterMaxMs {@code message.timestamp.after.max.ms}: how far in the future a timestamp may be
 * @param minInsyncReplicas {@code min.insync.replicas}: how many replicas acks=-1 needs in sync, or all if there are fewer
 * @param cleanup when old records are deleted or compacted
 * @param compression {@code compression.type}: the compression that appended batches get; null for that of the producer
 */
public record LogConfig(
        int maxMessageBytes,
        int segmentBytes,
        boolean logAppendTime,
        long timestampBeforeMaxMs,
        long timestampAfterMaxMs,
        int minInsyncReplicas,
        CleanupConfig cleanup,
        @Nullable CompressionType compression) {
    /** Whether the topic requires zstd, which old consumers do not support. */
    public boolean zstd() {
        return compression == CompressionType.ZSTD;
    }
}
