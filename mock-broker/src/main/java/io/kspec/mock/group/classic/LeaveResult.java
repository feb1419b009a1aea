package io.kspec.mock.group.classic;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.ErrorCode;
import java.util.List;

/**
 * The result of a LeaveGroup request.
 *
 * @param error an error of the whole request, in which case there are no members
 * @param members the result for each member, in request order
 */
public record LeaveResult(ErrorCode error, List<LeavingMember> members) {
    public LeaveResult {
        members = List.copyOf(members);
    }

    /** A member as the request named it, and NONE or the reason why it could not leave. */
    public record LeavingMember(MemberIdentity identity, ErrorCode error) {}
}
