package io.kspec.stage.requests;

/**
 * Where to fetch from.
 *
 * @param maxBytes how many bytes of records to return; the first batch is returned whole
 * @param leaderEpoch the leader's epoch as the client knows it, or -1; not checked before version 9
 */
public record FetchPosition(TopicIdentity topic, int partition, long offset, int maxBytes, int leaderEpoch) {
    private static final int PLENTY = 1 << 20;

    /** A position with room for 1 MiB of records, and no leader epoch. */
    public static FetchPosition of(TopicIdentity topic, int partition, long offset) {
        return new FetchPosition(topic, partition, offset, PLENTY, -1);
    }

    public FetchPosition maxBytes(int bytes) {
        return new FetchPosition(topic, partition, offset, bytes, leaderEpoch);
    }

    public FetchPosition leaderEpoch(int epoch) {
        return new FetchPosition(topic, partition, offset, maxBytes, epoch);
    }
}
