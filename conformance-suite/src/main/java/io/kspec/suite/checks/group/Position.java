package io.kspec.suite.checks.group;

/**
 * An offset that a group commits for a partition.
 *
 * @param offset that of the next record to read, or -1 where none is committed
 * @param leaderEpoch that of the last record read, or -1
 * @param metadata what the member wants to remember with the offset
 */
public record Position(String topic, int partition, long offset, int leaderEpoch, String metadata) {
    /** An offset without leader epoch and metadata. */
    public static Position of(String topic, int partition, long offset) {
        return new Position(topic, partition, offset, -1, "");
    }

    /** What OffsetFetch returns for a partition without a committed offset. */
    public static Position none(String topic, int partition) {
        return of(topic, partition, -1);
    }

    public Position withMetadata(String text) {
        return new Position(topic, partition, offset, leaderEpoch, text);
    }

    public Position withLeaderEpoch(int epoch) {
        return new Position(topic, partition, offset, epoch, metadata);
    }
}
