package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts and protocols of a member, which each JoinGroup sets.
 *
 * @param sessionTimeoutMs how long the member may go without sending a request
 * @param rebalanceTimeoutMs how long the group waits for the member at the join barrier, and then for its SyncGroup; in
 *     JoinGroup version 0, the session timeout
 * @param protocols the protocols that the member supports, in order of preference
 */
public record MemberTerms(int sessionTimeoutMs, int rebalanceTimeoutMs, List<GroupProtocol> protocols) {
    public MemberTerms {
        protocols = List.copyOf(protocols);
    }

    Set<String> protocolNames() {
        Set<String> names = new HashSet<>();
        protocols.forEach(protocol -> names.add(protocol.name()));
        return names;
    }

    /** The member's metadata for a protocol; empty if it does not support it. */
    Bytes metadata(@Nullable String protocolName) {
        return protocols.stream()
                .filter(protocol -> protocol.name().equals(protocolName))
                .map(GroupProtocol::metadata)
                .findFirst()
                .orElse(Bytes.EMPTY);
    }

    /** These terms without all other protocols. */
    MemberTerms withOnly(@Nullable String protocolName) {
        return new MemberTerms(
                sessionTimeoutMs,
                rebalanceTimeoutMs,
                protocols.stream()
                        .filter(protocol -> protocol.name().equals(protocolName))
                        .toList());
    }

    /** The estimated memory of the terms, in bytes. */
    long heldBytes() {
        long held = 0;
        for (GroupProtocol protocol : protocols) {
            held += MemoryBudget.of(protocol.name()) + protocol.metadata().size();
        }
        return held;
    }
}
