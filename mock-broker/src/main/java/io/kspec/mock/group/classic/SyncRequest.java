package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a SyncGroup request asks, whatever its version.
 *
 * @param groupId the group
 * @param member who asks
 * @param generationId the generation it believes to be in
 * @param protocolType the protocol type it believes in; null if it does not say (before version 5)
 * @param protocolName the protocol it believes to be chosen; null if it does not say (before version 5)
 * @param assignments by member id, from the leader; empty from followers
 */
public record SyncRequest(
        String groupId,
        MemberIdentity member,
        int generationId,
        @Nullable String protocolType,
        @Nullable String protocolName,
        Map<String, Bytes> assignments) {
    public SyncRequest {
        assignments = Map.copyOf(assignments);
    }

    /** How many bytes of memory it may come to take. */
    long heldBytes() {
        return assignments.values().stream().mapToLong(Bytes::size).sum();
    }
}
