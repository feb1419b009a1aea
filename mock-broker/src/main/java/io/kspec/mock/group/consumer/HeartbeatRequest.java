package io.kspec.mock.group.consumer;

import io.kspec.mock.group.MemoryBudget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The content of a ConsumerGroupHeartbeat request. What has not changed since the last heartbeat is null.
 *
 * @param memberId the member id; empty in version 0 for a new member, which then gets one
 * @param memberEpoch the member's epoch; 0 to join, -1 to leave, -2 to leave as a static member that will return
 * @param instanceId the {@code group.instance.id} of a static member
 * @param rackId the member's rack
 * @param rebalanceTimeoutMs how long the member may take to give up partitions; {@link #UNCHANGED} for null
 * @param subscribedTopicNames the names of topics to subscribe to
 * @param subscribedTopicRegex the regular expression of topics to subscribe to; empty for none
 * @param serverAssignor the assignor that the member prefers
 * @param owned the partitions that the member owns, by topic id
 * @param clientId the client id of the request header; empty if there is none
 * @param clientHost the client's address as it is described: {@code /127.0.0.1}
 * @param generatesMemberId whether members of this version have made up their own member ids (version 1 and up, KIP-1082)
 */
public record HeartbeatRequest(
        String groupId,
        String memberId,
        int memberEpoch,
        @Nullable String instanceId,
        @Nullable String rackId,
        int rebalanceTimeoutMs,
        @Nullable List<String> subscribedTopicNames,
        @Nullable String subscribedTopicRegex,
        @Nullable String serverAssignor,
        @Nullable Map<UUID, Set<Integer>> owned,
        String clientId,
        String clientHost,
        boolean generatesMemberId) {
    /** The rebalance timeout of a request that does not change it. */
    public static final int UNCHANGED = -1;

    /** The epoch of a member that leaves. */
    static final int LEAVE = -1;

    public HeartbeatRequest {
        subscribedTopicNames = subscribedTopicNames == null ? null : List.copyOf(subscribedTopicNames);
        owned = owned == null ? null : new HashMap<>(owned);
    }

    boolean joins() {
        return memberEpoch == 0;
    }

    boolean leaves() {
        return memberEpoch == LEAVE || memberEpoch == MemberProgress.STATIC_LEAVE;
    }

    /** Whether the member tells everything, as after an error, so that it must be told its assignment. */
    boolean isFull() {
        return joins()
                || (rebalanceTimeoutMs != UNCHANGED
                        && (subscribedTopicNames != null || subscribedTopicRegex != null)
                        && owned != null);
    }

    /** The estimated memory that the request may take, in bytes. */
    long heldBytes() {
        long names = subscribedTopicNames == null
                ? 0
                : subscribedTopicNames.stream().mapToLong(MemoryBudget::of).sum();
        return MemoryBudget.of(groupId)
                + MemoryBudget.of(memberId)
                + MemoryBudget.of(clientId)
                + (subscribedTopicRegex == null ? 0 : MemoryBudget.of(subscribedTopicRegex))
                + names;
    }
}
