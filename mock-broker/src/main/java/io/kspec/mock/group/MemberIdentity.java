package io.kspec.mock.group;

import org.jspecify.annotations.Nullable;

/**
 * Who a request says it comes from.
 *
 * @param memberId empty if the caller has none
 * @param instanceId the {@code group.instance.id} of a static member (KIP-345), null for a dynamic one
 */
public record MemberIdentity(String memberId, @Nullable String instanceId) {
    /** A member without {@code group.instance.id}. */
    public static MemberIdentity dynamic(String memberId) {
        return new MemberIdentity(memberId, null);
    }
}
