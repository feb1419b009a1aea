package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;

/**
 * The content of a JoinGroup request, independent of its version.
 *
 * @param groupId the group id
 * @param member the member; its member id is empty for a new member
 * @param clientId the client id of the request header; the member id of a new dynamic member begins with it
 * @param clientHost the client's address as DescribeGroups prints it: {@code /127.0.0.1}
 * @param protocolType {@code consumer}, {@code connect}, {@code sr}
 * @param terms the member's timeouts and protocols
 * @param memberIdRequired whether a new member first gets a member id to join with (version 4 and up, KIP-394)
 * @param canSkipAssignment whether a returning static leader may be told to skip the assignment (version 9 and up,
 *     KIP-814)
 */
public record JoinRequest(
        String groupId,
        MemberIdentity member,
        String clientId,
        String clientHost,
        String protocolType,
        MemberTerms terms,
        boolean memberIdRequired,
        boolean canSkipAssignment) {

    /** The estimated memory that the request may take, in bytes. */
    long heldBytes() {
        return MemoryBudget.of(groupId)
                + MemoryBudget.of(clientId)
                + MemoryBudget.of(member.memberId())
                + terms.heldBytes();
    }
}
