package io.kspec.mock.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Deletes old segments of a log, as Kafka does every {@code log.retention.check.interval.ms}. */
final class LogRetention {
    private final PartitionLog log;
    private final long nowMs;

    LogRetention(PartitionLog log, long nowMs) {
        this.log = log;
        this.nowMs = nowMs;
    }

    /** Deletes what lies before the log start offset, then what exceeds {@code retention.bytes} and {@code retention.ms}. */
    void apply() {
        CleanupConfig config = log.config().cleanup();
        log.segments().dropBefore(log.startOffset());
        if (config.deletes() && config.retentionBytes() >= 0) {
            deleteBeyond(config.retentionBytes());
        }
        if (config.deletes() && config.retentionMs() >= 0) {
            delete(segment -> nowMs - segment.largestTimestampMs() > config.retentionMs());
        }
    }

    private void deleteBeyond(long retentionBytes) {
        long[] excess = {log.segments().all().stream().mapToLong(Segment::bytes).sum() - retentionBytes};
        delete(segment -> {
            boolean beyond = excess[0] - segment.bytes() >= 0;
            excess[0] -= segment.bytes();
            return beyond;
        });
    }

    private void delete(Predicate<Segment> deletable) {
        List<Segment> deleted = new ArrayList<>(log.segments().oldest(deletable));
        if (!deleted.isEmpty()) {
            Segment last = deleted.get(deleted.size() - 1);
            if (log.segments().isActive(last)) {
                log.segments().roll(log.endOffset(), nowMs);
            }
            long end = log.segments().endOf(last, log.endOffset());
            log.segments().removeAll(deleted);
            log.deleteBefore(end);
        }
    }
}
