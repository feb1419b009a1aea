package io.kspec.stage.requests;

/**
 * A question for an offset of a partition.
 *
 * @param timestamp a time in milliseconds, or one of the negative values that stand for a place in the log
 * @param leaderEpoch the leader's epoch as the client knows it, or -1; not checked before version 4
 * @param maxOffsets how many offsets to return, which only version 0 can say
 */
public record OffsetQuery(TopicIdentity topic, int partition, long timestamp, int leaderEpoch, int maxOffsets) {
    /** The offset of the next record to be appended. */
    public static final long LATEST = -1;
    /** The offset at which the log starts. */
    public static final long EARLIEST = -2;
    /** The record with the latest timestamp (KIP-734, version 7). */
    public static final long MAX_TIMESTAMP = -3;
    /** The offset at which the records on the broker's own disks start (KIP-405, version 8). */
    public static final long EARLIEST_LOCAL = -4;
    /** The last record in remote storage (KIP-1005, version 9). */
    public static final long LATEST_TIERED = -5;

    /** A question without a leader epoch, for one offset. */
    public static OffsetQuery of(String topic, int partition, long timestamp) {
        return new OffsetQuery(TopicIdentity.named(topic), partition, timestamp, -1, 1);
    }

    public OffsetQuery leaderEpoch(int epoch) {
        return new OffsetQuery(topic, partition, timestamp, epoch, maxOffsets);
    }

    public OffsetQuery maxOffsets(int count) {
        return new OffsetQuery(topic, partition, timestamp, leaderEpoch, count);
    }
}
