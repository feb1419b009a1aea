package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.List;

/**
 * What a LeaveGroup is answered with.
 *
 * @param error an error of the whole request; then there are no members
 * @param members what became of each, in the order asked
 */
public record LeaveResult(ErrorCode error, List<LeavingMember> members) {
    public LeaveResult {
        members = List.copyOf(members);
    }

    /** One that was to leave, as the request named it, and NONE or the reason why it could not. */
    public record LeavingMember(MemberIdentity identity, ErrorCode error) {}
}
