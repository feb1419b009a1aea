package io.kspec.mock.group;

import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;

/**
 * The broker settings for committed offsets, under Kafka's names.
 *
 * @param metadataMaxBytes {@code offset.metadata.max.bytes}: the longest metadata of a committed offset, counted in UTF-16
 *     units as Kafka does
 * @param retentionMinutes {@code offsets.retention.minutes}: how long an offset is kept after the group lost its last member
 *     or, where there is none, after the commit (KIP-211)
 * @param retentionCheckIntervalMs {@code offsets.retention.check.interval.ms}: how often expired offsets, and groups without
 *     members and offsets, are removed
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record OffsetSettings(int metadataMaxBytes, int retentionMinutes, long retentionCheckIntervalMs) {
    /** Kafka's defaults: seven days, and a check every ten minutes. */
    public static final OffsetSettings DEFAULTS = new OffsetSettings(4_096, 10_080, 600_000);

    /** These settings with another {@code offset.metadata.max.bytes}. */
    public OffsetSettings withMetadataMaxBytes(int size) {
        return new OffsetSettings(size, retentionMinutes, retentionCheckIntervalMs);
    }

    /** These settings with another {@code offsets.retention.minutes}. */
    public OffsetSettings withRetentionMinutes(int minutes) {
        return new OffsetSettings(metadataMaxBytes, minutes, retentionCheckIntervalMs);
    }

    /** These settings with another {@code offsets.retention.check.interval.ms}. */
    public OffsetSettings withRetentionCheckIntervalMs(long intervalMs) {
        return new OffsetSettings(metadataMaxBytes, retentionMinutes, intervalMs);
    }

    /** {@link #retentionMinutes} in milliseconds. */
    public long retentionMs() {
        return TimeUnit.MINUTES.toMillis(retentionMinutes);
    }
}
