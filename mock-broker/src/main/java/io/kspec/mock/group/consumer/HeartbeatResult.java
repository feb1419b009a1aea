package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The result of a ConsumerGroupHeartbeat request.
 *
 * @param error NONE, or why the request was refused; then only {@code message} is meaningful
 * @param message null without an error
 * @param memberId null with an error
 * @param heartbeatIntervalMs when the member is to send the next heartbeat; 0 for one that leaves
 * @param assignment the partitions of the member by topic id; null if they have not changed
 */
public record HeartbeatResult(
        ErrorCode error,
        @Nullable String message,
        @Nullable String memberId,
        int memberEpoch,
        int heartbeatIntervalMs,
        @Nullable SortedMap<UUID, Set<Integer>> assignment) {
    /** A request that is refused. */
    static HeartbeatResult refused(GroupRefusal refusal) {
        return new HeartbeatResult(refusal.error(), refusal.text(), null, 0, 0, null);
    }

    static HeartbeatResult left(String memberId, int epoch) {
        return new HeartbeatResult(ErrorCode.NONE, null, memberId, epoch, 0, null);
    }

    static HeartbeatResult of(ConsumerMember member, int heartbeatIntervalMs, boolean withAssignment) {
        return new HeartbeatResult(
                ErrorCode.NONE,
                null,
                member.id(),
                member.epoch(),
                heartbeatIntervalMs,
                withAssignment ? partitions(member.progress().assigned()) : null);
    }

    private static SortedMap<UUID, Set<Integer>> partitions(CurrentAssignment assigned) {
        SortedMap<UUID, Set<Integer>> partitions = new TreeMap<>();
        for (Map.Entry<UUID, SortedMap<Integer, Integer>> topic :
                assigned.epochs().entrySet()) {
            partitions.put(topic.getKey(), topic.getValue().keySet());
        }
        return partitions;
    }
}
