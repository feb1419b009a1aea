package io.kspec.stage.requests;

import org.jspecify.annotations.Nullable;

/**
 * A member that leaves, or is removed.
 *
 * @param memberId empty if the instance id alone is known
 * @param instanceId of a static member, or null
 * @param reason sent from LeaveGroup v5 on (KIP-800), or null
 */
public record Leaver(String memberId, @Nullable String instanceId, @Nullable String reason) {
    /** A member by its member id. */
    public static Leaver member(String memberId) {
        return new Leaver(memberId, null, null);
    }

    /** A static member by its instance id. */
    public static Leaver instance(String instanceId) {
        return new Leaver("", instanceId, null);
    }

    public Leaver because(String why) {
        return new Leaver(memberId, instanceId, why);
    }
}
