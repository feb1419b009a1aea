package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.Bytes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a SyncGroup request, independent of its version.
 *
 * @param groupId the group id
 * @param member the member that sent the request
 * @param generationId the member's generation
 * @param protocolType the member's protocol type; null before version 5
 * @param protocolName the member's protocol name; null before version 5
 * @param assignments the leader's assignments by member id; empty in a follower's request
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

    /** The memory that the assignments take, in bytes. */
    long heldBytes() {
        return assignments.values().stream().mapToLong(Bytes::size).sum();
    }
}
