package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemoryBudget;
import io.kspec.protocol.Bytes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a member brings to a group, anew with each JoinGroup.
 *
 * @param sessionTimeoutMs how long the member may be silent
 * @param rebalanceTimeoutMs how long the group waits for the member at the join barrier, and then for its SyncGroup; the
 *     session timeout in JoinGroup version 0
 * @param protocols what the member can follow, the one it likes best first
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

    /** What the member says under a protocol; empty if it does not follow it. */
    Bytes metadata(@Nullable String protocolName) {
        return protocols.stream()
                .filter(protocol -> protocol.name().equals(protocolName))
                .map(GroupProtocol::metadata)
                .findFirst()
                .orElse(Bytes.EMPTY);
    }

    /** About how many bytes of memory it takes. */
    long heldBytes() {
        return protocols.stream()
                .mapToLong(protocol ->
                        MemoryBudget.of(protocol.name()) + protocol.metadata().size())
                .sum();
    }
}
