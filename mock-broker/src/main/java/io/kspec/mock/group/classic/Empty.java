package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A group without members: a new one, one that all members have left, or one that only holds committed offsets. It may
 * have pending members.
 *
 * @param sinceMs when the last member left; without meaning for a group that has never had members
 */
record Empty(Generation generation, Roster roster, long sinceMs) implements LiveState, WrittenState {
    static final Empty FRESH = new Empty(Generation.NONE, Roster.NONE, 0);

    @Override
    public String name() {
        return "Empty";
    }

    @Override
    public Empty with(Roster changed) {
        return new Empty(generation, changed, sinceMs);
    }

    @Override
    public Empty loaded(DecisionContext context) {
        return with(Roster.NONE);
    }

    @Override
    public List<ReplyOutcome> refuseWaiting(ErrorCode error) {
        return List.of();
    }

    @Override
    public boolean hasRoomFor(String memberId, int maxSize) {
        return true;
    }

    @Override
    public boolean supports(String protocolType, Set<String> protocols) {
        return !protocolType.isEmpty() && !protocols.isEmpty();
    }

    @Override
    public Transition add(Member newcomer, String protocolType, Reply<JoinResult> reply, DecisionContext context) {
        Roster first = roster.plus(newcomer);
        return Transition.to(new PreparingRebalance(
                generation.ofType(protocolType),
                first,
                Map.of(newcomer.id(), reply),
                JoinBarrier.initial(first.rebalanceTimeoutMs(), context)));
    }

    @Override
    public Transition leave(Set<String> memberIds, DecisionContext context) {
        return Transition.to(with(roster.minus(memberIds)));
    }

    @Override
    public long nextDeadlineMs() {
        return roster.firstPendingDeadlineMs();
    }

    @Override
    public Transition expire(DecisionContext context) {
        return Transition.to(
                with(roster.minus(roster.pendingUntil(context.nowMs()).stream().toList())));
    }
}
