package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every member has an assignment, although some may not have fetched it yet.
 *
 * @param unsynced the members that have not fetched their assignment yet
 * @param syncDeadlineMs when those members are removed
 */
record Stable(Generation generation, Roster roster, Set<String> unsynced, long syncDeadlineMs)
        implements PopulatedState, WrittenState {
    Stable {
        unsynced = Set.copyOf(unsynced);
    }

    @Override
    public String name() {
        return "Stable";
    }

    @Override
    public Stable with(Roster changed) {
        return new Stable(generation, changed, unsynced, syncDeadlineMs);
    }

    @Override
    public Stable loaded(DecisionContext context) {
        return new Stable(generation, roster.loaded(generation, context), Set.of(), syncDeadlineMs);
    }

    @Override
    public List<ReplyOutcome> refuseWaiting(ErrorCode error) {
        return List.of();
    }

    @Override
    public boolean isWaiting(String memberId) {
        return false;
    }

    @Override
    public boolean hasRoomFor(String memberId, int maxSize) {
        return roster.has(memberId) || roster.members().size() < maxSize;
    }

    @Override
    public ErrorCode heartbeat() {
        return ErrorCode.NONE;
    }

    @Override
    public ErrorCode commit() {
        return ErrorCode.NONE;
    }

    @Override
    public Transition add(Member newcomer, String protocolType, Reply<JoinResult> reply, DecisionContext context) {
        return rebalance(roster.plus(newcomer), Map.of(newcomer.id(), reply), context);
    }

    /** The leader joins again to start a new assignment. A follower whose protocols have not changed has no effect. */
    @Override
    public Transition rejoin(Member member, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        boolean changed = !member.terms().protocols().equals(request.terms().protocols());
        if (changed || roster.isLeader(member.id())) {
            return rebalance(roster.with(member.on(request.terms())), Map.of(member.id(), reply), context);
        }
        return Transition.answering(this, reply, JoinResult.joined(member.id(), generation, roster));
    }

    /** Keeps the generation, unless the group would now choose another protocol (KIP-345). */
    @Override
    public Transition comeBack(
            Member old, String newId, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        Roster renamed = roster.renaming(old.id(), old.renamed(newId, context).on(request.terms()));
        if (!renamed.preferredProtocol().equals(generation.protocolName())) {
            return rebalance(renamed, Map.of(newId, reply), context);
        }
        return Transition.answering(with(renamed), reply, welcomeBack(newId, renamed, request.canSkipAssignment()));
    }

    /**
     * The response to a returning static member. A returning leader must not assign again: a client that supports
     * skipping the assignment is told to, and gets the members; an older one gets its previous member id as the leader,
     * so that it takes itself for a follower.
     */
    private JoinResult welcomeBack(String newId, Roster renamed, boolean canSkipAssignment) {
        if (!canSkipAssignment) {
            return JoinResult.joined(newId, generation, roster.leader(), false, List.of());
        }
        boolean leads = renamed.isLeader(newId);
        return JoinResult.joined(
                newId, generation, renamed.leader(), leads, leads ? renamed.asSeenByLeader(generation) : List.of());
    }

    @Override
    public Transition sync(SyncRequest request, Reply<SyncResult> reply, DecisionContext context) {
        String memberId = request.member().memberId();
        Set<String> rest = new HashSet<>(unsynced);
        rest.remove(memberId);
        return Transition.answering(
                new Stable(generation, roster, rest, syncDeadlineMs),
                reply,
                SyncResult.assigned(generation, roster.member(memberId).assignment()));
    }

    @Override
    public Transition leave(Set<String> memberIds, DecisionContext context) {
        return rebalance(roster.minus(memberIds), Map.of(), context);
    }

    @Override
    public Transition expireMember(Member member, DecisionContext context) {
        return rebalance(roster.minus(Set.of(member.id())), Map.of(), context);
    }

    @Override
    public Transition expirePending(String memberId, DecisionContext context) {
        return Transition.to(with(roster.minus(Set.of(memberId))));
    }

    @Override
    public long ownDeadlineMs() {
        return unsynced.isEmpty() ? Long.MAX_VALUE : syncDeadlineMs;
    }

    @Override
    public Transition expireItself(DecisionContext context) {
        return rebalance(roster.minus(unsynced), Map.of(), context);
    }

    private Transition rebalance(Roster changed, Map<String, Reply<JoinResult>> joining, DecisionContext context) {
        return new PreparingRebalance(generation, changed, joining, JoinBarrier.rebalance(changed, context))
                .proceedIfComplete(context);
    }
}
