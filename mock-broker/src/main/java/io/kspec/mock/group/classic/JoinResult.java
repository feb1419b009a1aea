package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a JoinGroup is answered with.
 *
 * @param error NONE, or why the member did not join; then all but {@code memberId} say nothing
 * @param generationId -1 with an error
 * @param protocolType null with an error
 * @param protocolName what all members follow; null with an error
 * @param leader the member id of the leader; empty with an error
 * @param skipAssignment whether the leader need not assign, only watch (KIP-814)
 * @param memberId the caller's
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

    /** A member as its leader sees it: its metadata is that of the chosen protocol, byte for byte as it sent it. */
    public record JoinedMember(String memberId, @Nullable String instanceId, Bytes metadata) {}

    static JoinResult refused(ErrorCode error, String memberId) {
        return new JoinResult(error, -1, null, null, "", false, memberId, List.of());
    }

    /** A member is in the generation; the leader is shown all members. */
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
