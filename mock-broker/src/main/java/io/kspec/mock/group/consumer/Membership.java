package io.kspec.mock.group.consumer;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may take part in a group: members are who they say they are, and in the epoch that they must be in. */
final class Membership {
    private Membership() {}

    /**
     * The member that sends a heartbeat, which joins if its epoch is 0.
     *
     * @throws GroupRefusal with UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH, FENCED_INSTANCE_ID or UNRELEASED_INSTANCE_ID
     */
    static ConsumerMember ofHeartbeat(GroupChange change, HeartbeatRequest request, String memberId) {
        String instanceId = request.instanceId();
        if (instanceId != null) {
            return request.joins()
                    ? joining(change, memberId, instanceId, false)
                    : checked(known(change.group(), memberId, instanceId), request.memberEpoch(), request.owned());
        }
        ConsumerMember known = change.group().member(memberId);
        if (known == null && request.joins()) {
            return ConsumerMember.unknown(memberId);
        }
        return checked(known(change.group(), memberId, null), request.memberEpoch(), request.owned());
    }

    /** A static member that joins, and takes the place of its former self if there is one. */
    static ConsumerMember joining(GroupChange change, String memberId, String instanceId, boolean usesClassicProtocol) {
        ConsumerMember former = change.group().staticMember(instanceId);
        if (former == null) {
            ConsumerMember known = change.group().member(memberId);
            return known == null ? ConsumerMember.unknown(memberId) : known;
        }
        if (!usesClassicProtocol && !former.usesClassicProtocol() && former.epoch() != MemberProgress.STATIC_LEAVE) {
            throw new GroupRefusal(
                    ErrorCode.UNRELEASED_INSTANCE_ID,
                    "The instance id " + instanceId + " is still used by the member " + former.id() + ".");
        }
        ConsumerMember returning = former.returningAs(memberId);
        change.replace(former, returning);
        return returning;
    }

    /**
     * The member with a member id or, for a static one, with an instance id that it must not share.
     *
     * @throws GroupRefusal with UNKNOWN_MEMBER_ID or FENCED_INSTANCE_ID
     */
    static ConsumerMember known(ConsumerGroup group, String memberId, @Nullable String instanceId) {
        ConsumerMember member = instanceId == null ? group.member(memberId) : group.staticMember(instanceId);
        if (member == null) {
            throw new GroupRefusal(
                    ErrorCode.UNKNOWN_MEMBER_ID,
                    instanceId == null
                            ? "There is no member " + memberId + " in the group " + group.id() + "."
                            : "There is no static member " + instanceId + " in the group " + group.id() + ".");
        }
        if (!member.id().equals(memberId)) {
            throw new GroupRefusal(
                    ErrorCode.FENCED_INSTANCE_ID,
                    "The static member " + instanceId + " is the member " + member.id() + " now, and not " + memberId
                            + ".");
        }
        return member;
    }

    /** A member whose epoch is the one it must be in, or the one before if it has missed a response. */
    private static ConsumerMember checked(ConsumerMember member, int epoch, @Nullable Map<UUID, Set<Integer>> owned) {
        MemberProgress progress = member.progress();
        boolean missedAResponse = epoch < progress.epoch()
                && epoch == progress.previousEpoch()
                && owned != null
                && progress.assigned().containsAll(owned);
        if (epoch != 0 && epoch != progress.epoch() && !missedAResponse) {
            throw new GroupRefusal(
                    ErrorCode.FENCED_MEMBER_EPOCH,
                    "The member is in the epoch " + progress.epoch() + ", and not in " + epoch
                            + ". It must give up all partitions and join again.");
        }
        return member;
    }
}
