package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.Optional;
import java.util.Set;

/** The state of a group that has members, or has just lost its last one. */
sealed interface PopulatedState extends LiveState permits PreparingRebalance, CompletingRebalance, Stable {
    @Override
    PopulatedState with(Roster roster);

    /** Whether the member has a waiting request. */
    boolean isWaiting(String memberId);

    /** A member joins again. */
    Transition rejoin(Member member, JoinRequest request, Reply<JoinResult> reply, DecisionContext context);

    /** A static member returns after a restart, and gets a new member id. */
    Transition comeBack(
            Member old, String newId, JoinRequest request, Reply<JoinResult> reply, DecisionContext context);

    /** A member of this generation requests its assignment, or the leader sends all of them. */
    Transition sync(SyncRequest request, Reply<SyncResult> reply, DecisionContext context);

    /** The response to a heartbeat from a member of this generation. */
    ErrorCode heartbeat();

    /** Whether a member of this generation may commit offsets: NONE or an error. */
    ErrorCode commit();

    /** The deadline of the state itself, independent of its members; {@link Long#MAX_VALUE} if it has none. */
    long ownDeadlineMs();

    /** Handles {@link #ownDeadlineMs()}. */
    Transition expireItself(DecisionContext context);

    /** Removes a member whose session has expired. */
    Transition expireMember(Member member, DecisionContext context);

    /** Removes a pending member that did not return with its member id. */
    Transition expirePending(String memberId, DecisionContext context);

    @Override
    default boolean supports(String protocolType, Set<String> protocols) {
        return protocolType.equals(generation().protocolType()) && roster().canAllFollowOneOf(protocols);
    }

    /**
     * Whether a member's session can expire: not while it waits for a response, unless it has never been in a
     * generation.
     */
    default boolean canExpire(Member member) {
        return member.isNew() || !isWaiting(member.id());
    }

    @Override
    default long nextDeadlineMs() {
        long next = Math.min(ownDeadlineMs(), roster().firstPendingDeadlineMs());
        for (Member member : roster().members().values()) {
            if (canExpire(member)) {
                next = Math.min(next, member.sessionDeadlineMs());
            }
        }
        return next;
    }

    @Override
    default Transition expire(DecisionContext context) {
        Optional<String> pending = roster().pendingUntil(context.nowMs());
        if (pending.isPresent()) {
            return expirePending(pending.get(), context);
        }
        Optional<Member> silent = roster().members().values().stream()
                .filter(member -> canExpire(member) && member.sessionDeadlineMs() <= context.nowMs())
                .findFirst();
        return silent.isPresent() ? expireMember(silent.get(), context) : expireItself(context);
    }
}
