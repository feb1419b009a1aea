package io.kspec.mock.log;

/**
 * What a topic's configuration demands of its logs.
 *
 * @param maxMessageBytes {@code max.message.bytes}: the largest batch, in bytes
 * @param segmentBytes {@code segment.bytes}: the most bytes that one append may bring
 * @param logAppendTime whether records get the time of their appending ({@code message.timestamp.type})
 * @param compacted whether every record must have a key ({@code cleanup.policy})
 * @param timestampBeforeMaxMs {@code message.timestamp.before.max.ms}: how far a timestamp may lie back
 * @param timestampAfterMaxMs {@code message.timestamp.after.max.ms}: how far a timestamp may lie ahead
 * @param minInsyncReplicas {@code min.insync.replicas}: above 1, a single broker cannot honour acks -1
 * @param zstd whether batches are to be compressed with zstd ({@code compression.type}), which consumers must know
 */
public record LogConfig(
        int maxMessageBytes,
        int segmentBytes,
        boolean logAppendTime,
        boolean compacted,
        long timestampBeforeMaxMs,
        long timestampAfterMaxMs,
        int minInsyncReplicas,
        boolean zstd) {}
