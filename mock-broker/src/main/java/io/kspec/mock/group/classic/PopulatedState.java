package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.Optional;
import java.util.Set;

/** The state of a group that has members, or just had. */
sealed interface PopulatedState extends LiveState permits PreparingRebalance, CompletingRebalance, Stable {
    @Override
    PopulatedState with(Roster roster);

    /** Whether a request of the member waits. */
    boolean isWaiting(String memberId);

    /** A member joins again. */
    Transition rejoin(Member member, JoinRequest request, Reply<JoinResult> reply, DecisionContext context);

    /** A static member comes back after a restart, and gets a new member id. */
    Transition comeBack(
            Member old, String newId, JoinRequest request, Reply<JoinResult> reply, DecisionContext context);

    /** A member of this generation asks for its assignment, or the leader brings all. */
    Transition sync(SyncRequest request, Reply<SyncResult> reply, DecisionContext context);

    /** What a member of this generation is told when it heartbeats. */
    ErrorCode heartbeat();

    /** What a member of this generation is told when it commits offsets; NONE if it may. */
    ErrorCode commit();

    /** When the state itself ends, whatever the members do; {@link Long#MAX_VALUE} if it need not. */
    long ownDeadlineMs();

    /** What happens at {@link #ownDeadlineMs()}. */
    Transition expireItself(DecisionContext context);

    /** A member was silent for too long. */
    Transition expireMember(Member member, DecisionContext context);

    /** A member id was given out, and nobody came back with it. */
    Transition expirePending(String memberId, DecisionContext context);

    @Override
    default boolean supports(String protocolType, Set<String> protocols) {
        return protocolType.equals(generation().protocolType()) && roster().canAllFollowOneOf(protocols);
    }

    /** Members that wait for an answer do not expire, but for those that were never in a generation. */
    default boolean canExpire(Member member) {
        return member.isNew() || !isWaiting(member.id());
    }

    @Override
    default long nextDeadlineMs() {
        long members = roster().members().values().stream()
                .filter(this::canExpire)
                .mapToLong(Member::sessionDeadlineMs)
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(ownDeadlineMs(), Math.min(roster().firstPendingDeadlineMs(), members));
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
