package io.kspec.mock.group;

import io.kspec.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * How a group member identifies itself in a request.
 *
 * @param memberId empty if the member has none yet
 * @param instanceId the {@code group.instance.id} of a static member (KIP-345); null for a dynamic one
 */
public record MemberIdentity(String memberId, @Nullable String instanceId) {
    /** A member without {@code group.instance.id}. */
    public static MemberIdentity dynamic(String memberId) {
        return new MemberIdentity(memberId, null);
    }

    /** Reads the identity from a request or from one of its entries. A version that lacks a field leaves it unset. */
    public static MemberIdentity of(Message message) {
        return new MemberIdentity(
                message.has("MemberId") ? message.getString("MemberId") : "",
                message.has("GroupInstanceId") ? message.getNullableString("GroupInstanceId") : null);
    }
}
