package io.kspec.mock.log;

/**
 * Deletes old segments of all logs when Kafka would: 30 s after the start, and then every five minutes ({@code
 * log.retention.check.interval.ms}). A log is compacted on demand, and by itself when a segment is closed. Times are milliseconds
 * since the epoch.
 */
public final class LogMaintenance {
    private static final long FIRST_CHECK_MS = 30_000;
    private static final long CHECK_INTERVAL_MS = 300_000;

    private final LogSpace space;
    private long nextCheckMs = Long.MAX_VALUE;
    private boolean started;

    public LogMaintenance(LogSpace space) {
        this.space = space;
    }

    /** Applies retention if a check is due. The first call counts as the broker's start. */
    public void advanceTo(long nowMs) {
        if (!started) {
            started = true;
            nextCheckMs = nowMs + FIRST_CHECK_MS;
        } else if (nowMs >= nextCheckMs) {
            nextCheckMs = nowMs + CHECK_INTERVAL_MS;
            applyRetention(nowMs);
        }
    }

    /** When the next check is due; {@link Long#MAX_VALUE} while there is nothing to check. */
    public long nextDeadlineMs() {
        return space.isEmpty() ? Long.MAX_VALUE : nextCheckMs;
    }

    /** Deletes the segments that exceed {@code retention.ms} or {@code retention.bytes}, of topics that allow it. */
    public void applyRetention(long nowMs) {
        space.logs().forEach(log -> new LogRetention(log, nowMs).apply());
    }

    /**
     * Compacts the logs of all topics that allow it. Unlike Kafka's log cleaner, this includes the active segment, which is
     * closed, and does not wait until it is worthwhile.
     */
    public void compact(long nowMs) {
        space.logs().stream().filter(log -> log.config().cleanup().compacts()).forEach(log -> log.compact(nowMs));
    }
}
