package io.kspec.mock.group.consumer;

import io.kspec.mock.group.MemoryBudget;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a member has told about itself.
 *
 * @param instanceId the {@code group.instance.id} of a static member; null for a dynamic one
 * @param rackId the rack; null if it has told none
 * @param clientHost the client's address as it is described: {@code /127.0.0.1}
 * @param topics the names of the topics that it subscribes to, whether or not they exist
 * @param regex the regular expression whose topics it also subscribes to; empty for none
 * @param rebalanceTimeoutMs how long it may take to give up partitions; -1 if it has not told
 * @param assignor the server-side assignor that it prefers; null if it has told none
 * @param classic what a member that uses the classic protocol has told; null for others
 */
record MemberProfile(
        @Nullable String instanceId,
        @Nullable String rackId,
        String clientId,
        String clientHost,
        SortedSet<String> topics,
        String regex,
        int rebalanceTimeoutMs,
        @Nullable String assignor,
        @Nullable ClassicSide classic) {
    /** A member that has told nothing. */
    static final MemberProfile UNKNOWN = new MemberProfile(null, null, "", "", new TreeSet<>(), "", -1, null, null);

    MemberProfile {
        topics = new TreeSet<>(topics);
    }

    /** What a member tells with a heartbeat, which leaves out what has not changed. */
    MemberProfile updated(HeartbeatRequest request) {
        List<String> names = request.subscribedTopicNames();
        return new MemberProfile(
                request.instanceId() == null ? instanceId : request.instanceId(),
                request.rackId() == null ? rackId : request.rackId(),
                request.clientId(),
                request.clientHost(),
                names == null ? topics : new TreeSet<>(names),
                request.subscribedTopicRegex() == null ? regex : request.subscribedTopicRegex(),
                request.rebalanceTimeoutMs() == HeartbeatRequest.UNCHANGED
                        ? rebalanceTimeoutMs
                        : request.rebalanceTimeoutMs(),
                request.serverAssignor() == null ? assignor : request.serverAssignor(),
                null);
    }

    boolean usesClassicProtocol() {
        return classic != null;
    }

    /** The estimated memory of the profile, in bytes. */
    long heldBytes() {
        long classicBytes = classic == null
                ? 0
                : classic.protocols().stream()
                        .mapToLong(protocol -> MemoryBudget.of(protocol.name())
                                + protocol.metadata().size())
                        .sum();
        return MemoryBudget.of(clientId)
                + MemoryBudget.of(regex)
                + topics.stream().mapToLong(MemoryBudget::of).sum()
                + classicBytes;
    }
}
