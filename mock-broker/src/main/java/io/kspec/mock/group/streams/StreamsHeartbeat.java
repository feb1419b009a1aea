package io.kspec.mock.group.streams;

import io.kspec.mock.group.MemoryBudget;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A StreamsGroupHeartbeat request. What is null has not changed, or is not told.
 *
 * @param memberEpoch the epoch that the member knows; 0 to join, -1 to leave
 * @param endpointEpoch what the member knows about the endpoints of others
 * @param rebalanceTimeoutMs {@link #UNCHANGED} if it has not changed
 * @param active the active tasks that the member has
 * @param standby its standby tasks
 * @param warmup its warm-up tasks
 * @param tellsOffsets whether it tells offsets of tasks, which Apache Kafka 4.3.1 does not support
 * @param shutsDown whether all members are to stop
 */
public record StreamsHeartbeat(
        String groupId,
        String memberId,
        int memberEpoch,
        int endpointEpoch,
        @Nullable String instanceId,
        @Nullable String rackId,
        int rebalanceTimeoutMs,
        @Nullable StreamsTopology topology,
        @Nullable SortedSet<TaskId> active,
        @Nullable SortedSet<TaskId> standby,
        @Nullable SortedSet<TaskId> warmup,
        boolean tellsOffsets,
        @Nullable String processId,
        @Nullable UserEndpoint endpoint,
        @Nullable SortedMap<String, String> tags,
        boolean shutsDown,
        String clientId,
        String clientHost) {
    /** The epoch of a member that joins. */
    static final int JOIN = 0;
    /** The epoch of a member that leaves. */
    static final int LEAVE = -1;
    /** A number that has not changed. */
    static final int UNCHANGED = -1;

    boolean joins() {
        return memberEpoch == JOIN;
    }

    boolean leaves() {
        return memberEpoch < 0;
    }

    /** The tasks that the member has; null if it does not tell. */
    @Nullable Tasks owned() {
        return active == null || standby == null || warmup == null ? null : new Tasks(active, standby, warmup);
    }

    /** The estimated memory that it may take, in bytes. */
    long heldBytes() {
        StreamsTopology told = topology;
        return MemoryBudget.of(groupId)
                + MemoryBudget.of(memberId)
                + (processId == null ? 0 : MemoryBudget.of(processId))
                + (told == null ? 0 : told.heldBytes());
    }
}
