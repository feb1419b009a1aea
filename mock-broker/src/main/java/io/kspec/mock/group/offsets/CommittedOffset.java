package io.kspec.mock.group.offsets;

/**
 * How far a group has read a partition.
 *
 * @param offset the next offset to read
 * @param leaderEpoch of the last record read; -1 if it is not known
 * @param metadata what the group noted beside it; empty if nothing
 */
public record CommittedOffset(long offset, int leaderEpoch, String metadata) {}
