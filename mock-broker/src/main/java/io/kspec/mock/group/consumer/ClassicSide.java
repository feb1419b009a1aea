package io.kspec.mock.group.consumer;

import io.kspec.mock.group.classic.GroupProtocol;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a member of a consumer group has told that still uses the classic protocol.
 *
 * @param sessionTimeoutMs how long it may go without sending a request
 * @param protocols the protocols that it supports, at least one, in order of preference
 */
record ClassicSide(int sessionTimeoutMs, List<GroupProtocol> protocols) {
    ClassicSide {
        protocols = List.copyOf(protocols);
    }

    /** The protocol that the member is told to use: its first one. */
    GroupProtocol first() {
        return protocols.get(0);
    }

    Set<String> names() {
        return protocols.stream().map(GroupProtocol::name).collect(Collectors.toSet());
    }
}
