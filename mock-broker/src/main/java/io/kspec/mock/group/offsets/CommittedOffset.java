package io.kspec.mock.group.offsets;

/**
 * The offset that a group has committed for a partition.
 *
 * @param offset the next offset to consume
 * @param leaderEpoch the leader epoch of the last consumed record; -1 if unknown
 * @param metadata the client's metadata; may be empty
 */
public record CommittedOffset(long offset, int leaderEpoch, String metadata) {}
