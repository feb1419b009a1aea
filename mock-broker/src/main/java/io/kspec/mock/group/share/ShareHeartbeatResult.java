package io.kspec.mock.group.share;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a heartbeat.
 *
 * @param message why the request is refused, or null
 * @param memberId null if the request is refused
 * @param assignment the member's partitions, in order; null if the member knows them
 */
public record ShareHeartbeatResult(
        ErrorCode error,
        @Nullable String message,
        @Nullable String memberId,
        int memberEpoch,
        int heartbeatIntervalMs,
        @Nullable List<SharedPartition> assignment) {
    static ShareHeartbeatResult refused(ErrorCode error, String message) {
        return new ShareHeartbeatResult(error, message, null, 0, 0, null);
    }

    static ShareHeartbeatResult accepted(
            String memberId, int epoch, int intervalMs, @Nullable SortedSet<SharedPartition> assignment) {
        return new ShareHeartbeatResult(
                ErrorCode.NONE, null, memberId, epoch, intervalMs, assignment == null ? null : List.copyOf(assignment));
    }
}
