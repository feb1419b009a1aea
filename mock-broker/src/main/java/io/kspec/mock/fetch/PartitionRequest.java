package io.kspec.mock.fetch;

import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;

/**
 * What a Fetch request asks of a partition, as a session remembers it.
 *
 * @param offset the offset to read from
 * @param maxBytes the largest number of bytes to return
 * @param leaderEpoch the leader epoch that the client knows; -1 for none
 * @param lastFetchedEpoch the epoch of the last record that the client has fetched; -1 for none
 */
public record PartitionRequest(long offset, int maxBytes, int leaderEpoch, int lastFetchedEpoch) {
    private static final int NO_EPOCH = -1;

    static PartitionRequest of(Message partition) {
        return new PartitionRequest(
                partition.getLong("FetchOffset"),
                partition.getInt("PartitionMaxBytes"),
                partition.has("CurrentLeaderEpoch") ? partition.getInt("CurrentLeaderEpoch") : NO_EPOCH,
                partition.has("LastFetchedEpoch") ? partition.getInt("LastFetchedEpoch") : NO_EPOCH);
    }

    /** Writes this into a partition's entry of a request. */
    void write(MessageBuilder partition) {
        partition
                .set("FetchOffset", offset)
                .set("PartitionMaxBytes", maxBytes)
                .setIfPresent("CurrentLeaderEpoch", leaderEpoch)
                .setIfPresent("LastFetchedEpoch", lastFetchedEpoch);
    }
}
