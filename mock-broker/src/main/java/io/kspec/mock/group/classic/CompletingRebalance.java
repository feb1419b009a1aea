package io.kspec.mock.group.classic;

import io.kspec.protocol.Bytes;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of a new generation wait for the leader's assignment.
 *
 * @param syncing the waiting SyncGroup requests, by member id
 * @param syncDeadlineMs when members that have not sent SyncGroup are removed
 */
record CompletingRebalance(
        Generation generation, Roster roster, Map<String, Reply<SyncResult>> syncing, long syncDeadlineMs)
        implements PopulatedState {
    CompletingRebalance {
        syncing = Collections.unmodifiableMap(new LinkedHashMap<>(syncing));
        roster.requireMembers(syncing.keySet());
    }

    @Override
    public String name() {
        return "CompletingRebalance";
    }

    @Override
    public CompletingRebalance with(Roster changed) {
        return new CompletingRebalance(generation, changed, syncing, syncDeadlineMs);
    }

    @Override
    public List<ReplyOutcome> refuseWaiting(ErrorCode error) {
        return syncing.values().stream()
                .<ReplyOutcome>map(reply -> new ReplyOutcome.Answered<>(reply, SyncResult.refused(error)))
                .toList();
    }

    @Override
    public boolean isWaiting(String memberId) {
        return syncing.containsKey(memberId);
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
        return ErrorCode.REBALANCE_IN_PROGRESS;
    }

    @Override
    public Transition add(Member newcomer, String protocolType, Reply<JoinResult> reply, DecisionContext context) {
        return rebalance(roster.plus(newcomer), Map.of(newcomer.id(), reply), context);
    }

    /** A member whose protocols have not changed has probably missed the response: it gets the same one again. */
    @Override
    public Transition rejoin(Member member, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        if (member.terms().protocols().equals(request.terms().protocols())) {
            return Transition.answering(this, reply, JoinResult.joined(member.id(), generation, roster));
        }
        return rebalance(roster.with(member.on(request.terms())), Map.of(member.id(), reply), context);
    }

    /** The leader may be computing an assignment for the old member id, so all members must join again. */
    @Override
    public Transition comeBack(
            Member old, String newId, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        Member back = old.renamed(newId, context).on(request.terms());
        Map<String, Reply<SyncResult>> others = new LinkedHashMap<>(syncing);
        Reply<SyncResult> waiting = others.remove(old.id());
        List<ReplyOutcome> fenced = waiting == null
                ? List.of()
                : List.of(new ReplyOutcome.Answered<>(waiting, SyncResult.refused(ErrorCode.FENCED_INSTANCE_ID)));
        return new CompletingRebalance(generation, roster, others, syncDeadlineMs)
                .rebalance(roster.renaming(old.id(), back), Map.of(newId, reply), context)
                .after(fenced);
    }

    @Override
    public Transition sync(SyncRequest request, Reply<SyncResult> reply, DecisionContext context) {
        String memberId = request.member().memberId();
        Map<String, Reply<SyncResult>> more = new LinkedHashMap<>(syncing);
        Reply<SyncResult> earlier = more.put(memberId, reply);
        CompletingRebalance next = new CompletingRebalance(generation, roster, more, syncDeadlineMs);
        Transition transition =
                roster.isLeader(memberId) ? next.assign(request.assignments(), context) : Transition.to(next);
        return transition.after(earlier == null ? List.of() : List.of(new ReplyOutcome.Abandoned(earlier)));
    }

    /** Gives each member the leader's assignment for it, or an empty one. */
    private Transition assign(Map<String, Bytes> assignments, DecisionContext context) {
        Roster assigned = roster.map(member -> {
            Member with = member.assigned(assignments.getOrDefault(member.id(), Bytes.EMPTY));
            return isWaiting(member.id()) ? with.withSessionRenewed(context) : with;
        });
        List<ReplyOutcome> outcomes = new ArrayList<>();
        syncing.forEach((memberId, reply) -> outcomes.add(new ReplyOutcome.Answered<>(
                reply, SyncResult.assigned(generation, assigned.member(memberId).assignment()))));
        return new Transition(new Stable(generation, assigned, missing(), syncDeadlineMs), outcomes);
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
        return missing().isEmpty() ? Long.MAX_VALUE : syncDeadlineMs;
    }

    @Override
    public Transition expireItself(DecisionContext context) {
        return rebalance(roster.minus(missing()), Map.of(), context);
    }

    private Set<String> missing() {
        Set<String> missing = new HashSet<>(roster.members().keySet());
        missing.removeAll(syncing.keySet());
        return missing;
    }

    /** Makes all members join again: clears their assignments, and refuses the waiting SyncGroup requests. */
    private Transition rebalance(Roster changed, Map<String, Reply<JoinResult>> joining, DecisionContext context) {
        List<ReplyOutcome> outcomes = new ArrayList<>();
        syncing.forEach((memberId, reply) -> outcomes.add(
                changed.has(memberId)
                        ? new ReplyOutcome.Answered<>(reply, SyncResult.refused(ErrorCode.REBALANCE_IN_PROGRESS))
                        : new ReplyOutcome.Abandoned(reply)));
        Roster unassigned = changed.map(member -> {
            Member without = member.assigned(Bytes.EMPTY);
            return isWaiting(member.id()) ? without.withSessionRenewed(context) : without;
        });
        return new PreparingRebalance(generation, unassigned, joining, JoinBarrier.rebalance(unassigned, context))
                .proceedIfComplete(context)
                .after(outcomes);
    }
}
