package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;

/**
 * What a JoinGroup request asks, whatever its version.
 *
 * @param groupId the group
 * @param member who asks; the member id is empty for a newcomer
 * @param clientId of the request header; the member id of a dynamic newcomer begins with it
 * @param clientHost where the request came from, as DescribeGroups prints it: {@code /127.0.0.1}
 * @param protocolType {@code consumer}, {@code connect}, {@code sr}
 * @param terms what the member brings
 * @param memberIdRequired whether a newcomer is sent back with a member id first (version 4 and up, KIP-394)
 * @param canSkipAssignment whether a static leader that returns may be told not to assign (version 9 and up, KIP-814)
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

    /** About how many bytes of memory it may come to take. */
    long heldBytes() {
        return MemoryBudget.of(groupId)
                + MemoryBudget.of(clientId)
                + MemoryBudget.of(member.memberId())
                + terms.heldBytes();
    }
}
