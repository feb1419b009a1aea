package io.kspec.stage.requests;

/**
 * An offset to be committed.
 *
 * @param offset that of the next record to read
 * @param leaderEpoch that of the last record read, or -1; sent from version 6 on (KIP-320)
 * @param metadata what the client wants to remember with the offset
 */
public record OffsetToCommit(TopicIdentity topic, int partition, long offset, int leaderEpoch, String metadata) {}
