package io.kspec.stage.requests;

import org.jspecify.annotations.Nullable;

/**
 * A member of a group as its requests identify it.
 *
 * @param memberId empty before the coordinator assigned one
 * @param generation -1 before the member has joined
 * @param instanceId of a static member (KIP-345), else null
 */
public record Membership(String groupId, String memberId, int generation, @Nullable String instanceId) {
    /** A member without an instance id. */
    public static Membership of(String groupId, String memberId, int generation) {
        return new Membership(groupId, memberId, generation, null);
    }

    /** A client that has not joined yet. */
    public static Membership newcomer(String groupId) {
        return of(groupId, "", -1);
    }

    public Membership instance(String id) {
        return new Membership(groupId, memberId, generation, id);
    }
}
