package io.kspec.mock.log;

import io.kspec.protocol.record.RecordBatch;

/** A part of a log that Kafka would keep in a file of its own, and deletes as a whole. Times are milliseconds since the epoch. */
final class Segment {
    private static final long NONE = -1;

    private final long baseOffset;
    private final long createdMs;
    private long bytes;
    private long firstTimestampMs = NONE;
    private long maxTimestampMs = NONE;
    private long lastModifiedMs;

    Segment(long baseOffset, long createdMs) {
        this.baseOffset = baseOffset;
        this.createdMs = createdMs;
        this.lastModifiedMs = createdMs;
    }

    long baseOffset() {
        return baseOffset;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    long lastModifiedMs() {
        return lastModifiedMs;
    }

    /** The highest timestamp among the records, or the time of the last append if they have none. */
    long largestTimestampMs() {
        return maxTimestampMs >= 0 ? maxTimestampMs : lastModifiedMs;
    }

    void appended(RecordBatch batch, long nowMs) {
        if (isEmpty()) {
            firstTimestampMs = batch.maxTimestamp();
        }
        bytes += batch.bytes().size();
        maxTimestampMs = Math.max(maxTimestampMs, batch.maxTimestamp());
        lastModifiedMs = nowMs;
    }

    /** Sets the size after compaction. */
    void resize(long size) {
        bytes = size;
    }

    /** Whether a batch must go into a new segment: {@code segment.bytes} or {@code segment.ms} is exceeded with it. */
    boolean isFullFor(RecordBatch batch, LogConfig config, long nowMs) {
        if (isEmpty()) {
            return false;
        }
        long waitedMs = firstTimestampMs >= 0 ? batch.maxTimestamp() - firstTimestampMs : nowMs - createdMs;
        return bytes > config.segmentBytes() - batch.bytes().size()
                || waitedMs > config.cleanup().segmentMs()
                || batch.lastOffset() - baseOffset > Integer.MAX_VALUE;
    }
}
