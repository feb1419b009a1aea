package io.kspec.mock.api;

import io.kspec.mock.group.MemberIdentity;
import io.kspec.protocol.message.Message;

/** Reads who a request, or an entry of one, says it comes from. */
final class MemberIdentities {
    private MemberIdentities() {}

    /** Versions without a field for it know no static members, or no members at all. */
    static MemberIdentity of(Message message) {
        return new MemberIdentity(
                message.has("MemberId") ? message.getString("MemberId") : "",
                message.has("GroupInstanceId") ? message.getNullableString("GroupInstanceId") : null);
    }
}
