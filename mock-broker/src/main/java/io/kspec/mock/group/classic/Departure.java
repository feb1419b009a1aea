package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The result of a LeaveGroup request.
 *
 * @param memberIds the members that leave, including pending ones
 * @param answers the result for each member of the request
 */
record Departure(Set<String> memberIds, List<LeaveResult.LeavingMember> answers) {
    /** Looks up the members of the request; the second mention of a member finds it already gone. */
    static Departure of(Roster roster, List<MemberIdentity> identities) {
        Roster rest = roster;
        Set<String> leaving = new HashSet<>();
        List<LeaveResult.LeavingMember> answers = new ArrayList<>();
        for (MemberIdentity identity : identities) {
            String memberId = memberIdIn(rest, identity);
            ErrorCode error = rest.isPending(memberId)
                    ? ErrorCode.NONE
                    : rest.check(new MemberIdentity(memberId, identity.instanceId()));
            answers.add(new LeaveResult.LeavingMember(identity, error));
            if (error == ErrorCode.NONE) {
                leaving.add(memberId);
                rest = rest.minus(Set.of(memberId));
            }
        }
        return new Departure(leaving, answers);
    }

    /** Resolves a static member that an administrator names by its instance id alone (KIP-345). */
    private static String memberIdIn(Roster roster, MemberIdentity identity) {
        if (!identity.memberId().isEmpty()) {
            return identity.memberId();
        }
        String known = roster.staticMemberId(identity.instanceId());
        return known == null ? "" : known;
    }
}
