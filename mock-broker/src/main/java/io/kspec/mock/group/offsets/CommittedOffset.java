package io.kspec.mock.group.offsets;

import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The offset that a group has committed for a partition.
 *
 * @param offset the next offset to consume
 * @param leaderEpoch the leader epoch of the last consumed record; -1 if unknown
 * @param metadata the client's metadata; may be empty
 * @param topicId the id of the partition's topic; null if unknown
 * @param commitTimestampMs when it was committed, in milliseconds since the epoch
 * @param expireTimestampMs when it expires, in milliseconds since the epoch; empty if the broker decides, as is usual
 */
public record CommittedOffset(
        long offset,
        int leaderEpoch,
        String metadata,
        @Nullable UUID topicId,
        long commitTimestampMs,
        OptionalLong expireTimestampMs) {
    /** An offset that expires when the broker decides. */
    public static CommittedOffset at(long nowMs, long offset, int leaderEpoch, String metadata) {
        return new CommittedOffset(offset, leaderEpoch, metadata, null, nowMs, OptionalLong.empty());
    }
}
