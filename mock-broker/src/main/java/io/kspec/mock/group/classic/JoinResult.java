package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a JoinGroup request.
 *
 * @param error NONE, or why the member did not join; then only {@code memberId} is meaningful
 * @param generationId -1 with an error
 * @param protocolType null with an error
 * @param protocolName the protocol that all members use; null with an error
 * @param leader the member id of the leader; empty with an error
 * @param skipAssignment whether the leader must skip the assignment and only monitor the group (KIP-814)
 * @param memberId the caller's member id
 * @param members all members, for the leader; empty for followers
 */
public record JoinResult(
        ErrorCode error,
        int generationId,
        @Nullable String protocolType,
        @Nullable String protocolName,
        String leader,
        boolean skipAssignment,
        String memberId,
        List<JoinedMember> members) {
    public JoinResult {
        members = List.copyOf(members);
    }

    /**
     * A member as the leader sees it, with its metadata for the chosen protocol, byte for byte as the member sent it.
     */
    public record JoinedMember(String memberId, @Nullable String instanceId, Bytes metadata) {}

    /** A member that did not join. */
    public static JoinResult refused(ErrorCode error, String memberId) {
        return new JoinResult(error, -1, null, null, "", false, memberId, List.of());
    }

    /** A member that is in the generation; the leader also gets the list of members. */
    static JoinResult joined(String memberId, Generation generation, Roster roster) {
        List<JoinedMember> members = roster.isLeader(memberId) ? roster.asSeenByLeader(generation) : List.of();
        return joined(memberId, generation, roster.leader(), false, members);
    }

    static JoinResult joined(
            String memberId, Generation generation, String leader, boolean skipAssignment, List<JoinedMember> members) {
        return new JoinResult(
                ErrorCode.NONE,
                generation.id(),
                generation.protocolType(),
                generation.protocolName(),
                leader,
                skipAssignment,
                memberId,
                members);
    }
}
