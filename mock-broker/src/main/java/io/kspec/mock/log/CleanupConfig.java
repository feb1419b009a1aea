package io.kspec.mock.log;

/**
 * The configurations of a topic that say when its old records are deleted or compacted.
 *
 * @param deletes whether old segments are deleted ({@code cleanup.policy})
 * @param compacts whether only the last record of each key is kept ({@code cleanup.policy}); both may be true, and neither
 * @param retentionMs {@code retention.ms}: how old records may be; -1 for no limit
 * @param retentionBytes {@code retention.bytes}: how large the log may be; negative for no limit
 * @param segmentMs {@code segment.ms}: the age at which a segment is closed
 * @param deleteRetentionMs {@code delete.retention.ms}: how long tombstones are kept
 * @param minCompactionLagMs {@code min.compaction.lag.ms}: how long a record is not compacted
 * @param minDirtyRatio {@code min.cleanable.dirty.ratio}: the part of the closed segments that must be new since the last
 *     compaction to make another one worthwhile
 */
public record CleanupConfig(
        boolean deletes,
        boolean compacts,
        long retentionMs,
        long retentionBytes,
        long segmentMs,
        long deleteRetentionMs,
        long minCompactionLagMs,
        double minDirtyRatio) {}
