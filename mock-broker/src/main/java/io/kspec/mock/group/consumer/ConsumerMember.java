package io.kspec.mock.group.consumer;

import io.kspec.mock.group.MemoryBudget;
import org.jspecify.annotations.Nullable;

/** A member of a consumer group. */
record ConsumerMember(String id, MemberProfile profile, MemberProgress progress) {
    /** A member that is not part of the group yet. */
    static ConsumerMember unknown(String id) {
        return new ConsumerMember(id, MemberProfile.UNKNOWN, MemberProgress.NONE);
    }

    ConsumerMember with(MemberProfile changed) {
        return new ConsumerMember(id, changed, progress);
    }

    ConsumerMember with(MemberProgress changed) {
        return new ConsumerMember(id, profile, changed);
    }

    /** This static member after a restart, with another member id. */
    ConsumerMember returningAs(String newId) {
        return new ConsumerMember(newId, profile, progress.returning());
    }

    int epoch() {
        return progress.epoch();
    }

    @Nullable String instanceId() {
        return profile.instanceId();
    }

    boolean usesClassicProtocol() {
        return profile.usesClassicProtocol();
    }

    /** The estimated memory of the member, in bytes. */
    long heldBytes() {
        return MemoryBudget.of(id)
                + profile.heldBytes()
                + 16L * (progress.assigned().size() + progress.revoking().size());
    }
}
