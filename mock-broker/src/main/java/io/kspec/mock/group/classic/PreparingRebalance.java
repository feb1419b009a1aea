package io.kspec.mock.group.classic;

import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Members wait at the join barrier.
 *
 * @param generation the last generation, whose members may still commit offsets
 * @param joining the waiting JoinGroup requests, by member id
 * @param barrier decides when the group proceeds without the missing members
 */
record PreparingRebalance(
        Generation generation, Roster roster, Map<String, Reply<JoinResult>> joining, JoinBarrier barrier)
        implements PopulatedState {
    PreparingRebalance {
        joining = Collections.unmodifiableMap(new LinkedHashMap<>(joining));
        roster.requireMembers(joining.keySet());
    }

    @Override
    public String name() {
        return "PreparingRebalance";
    }

    @Override
    public PreparingRebalance with(Roster changed) {
        return new PreparingRebalance(generation, changed, joining, barrier);
    }

    @Override
    public List<ReplyOutcome> refuseWaiting(ErrorCode error) {
        return joining.entrySet().stream()
                .<ReplyOutcome>map(
                        join -> new ReplyOutcome.Answered<>(join.getValue(), JoinResult.refused(error, join.getKey())))
                .toList();
    }

    @Override
    public boolean isWaiting(String memberId) {
        return joining.containsKey(memberId);
    }

    /** Counts the waiting members: those that have not joined again yet may lose their place. */
    @Override
    public boolean hasRoomFor(String memberId, int maxSize) {
        return isWaiting(memberId) || joining.size() < maxSize;
    }

    @Override
    public ErrorCode heartbeat() {
        return ErrorCode.REBALANCE_IN_PROGRESS;
    }

    @Override
    public ErrorCode commit() {
        return ErrorCode.NONE;
    }

    @Override
    public Transition add(Member newcomer, String protocolType, Reply<JoinResult> reply, DecisionContext context) {
        JoinBarrier extended = barrier instanceof JoinBarrier.Initial initial ? initial.withAnotherMember() : barrier;
        return new PreparingRebalance(generation, roster.plus(newcomer), joining, extended)
                .waiting(newcomer.id(), reply)
                .proceedIfComplete(context);
    }

    @Override
    public Transition rejoin(Member member, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        return with(roster.with(member.on(request.terms())))
                .waiting(member.id(), reply)
                .proceedIfComplete(context)
                .after(abandoned(member.id()));
    }

    @Override
    public Transition comeBack(
            Member old, String newId, JoinRequest request, Reply<JoinResult> reply, DecisionContext context) {
        Member back = old.renamed(newId, context).on(request.terms());
        return without(Set.of(old.id()), roster.renaming(old.id(), back))
                .waiting(newId, reply)
                .proceedIfComplete(context)
                .after(refused(Set.of(old.id()), ErrorCode.FENCED_INSTANCE_ID, old.id()));
    }

    @Override
    public Transition sync(SyncRequest request, Reply<SyncResult> reply, DecisionContext context) {
        return Transition.answering(this, reply, SyncResult.refused(ErrorCode.REBALANCE_IN_PROGRESS));
    }

    @Override
    public Transition leave(Set<String> memberIds, DecisionContext context) {
        return without(memberIds, roster.minus(memberIds))
                .proceedIfComplete(context)
                .after(refused(memberIds, ErrorCode.UNKNOWN_MEMBER_ID, ""));
    }

    @Override
    public Transition expireMember(Member member, DecisionContext context) {
        Set<String> gone = Set.of(member.id());
        return without(gone, roster.minus(gone))
                .proceedIfAllJoined(context)
                .after(refused(gone, ErrorCode.UNKNOWN_MEMBER_ID, ""));
    }

    @Override
    public Transition expirePending(String memberId, DecisionContext context) {
        return with(roster.minus(Set.of(memberId))).proceedIfAllJoined(context);
    }

    @Override
    public long ownDeadlineMs() {
        return barrier.deadlineMs();
    }

    @Override
    public Transition expireItself(DecisionContext context) {
        if (barrier instanceof JoinBarrier.Initial initial && initial.hasAnotherRound()) {
            return Transition.to(new PreparingRebalance(generation, roster, joining, initial.nextRound(context)));
        }
        return proceed(context);
    }

    /** Proceeds if no member is missing, except that a group that was empty always waits for its initial delay. */
    Transition proceedIfComplete(DecisionContext context) {
        return barrier instanceof JoinBarrier.Initial ? Transition.to(this) : proceedIfAllJoined(context);
    }

    private Transition proceedIfAllJoined(DecisionContext context) {
        boolean complete = roster.pending().isEmpty()
                && joining.keySet().containsAll(roster.members().keySet());
        return complete ? proceed(context) : Transition.to(this);
    }

    /** Starts the next generation with the members that joined, and with static members, which keep their place. */
    private Transition proceed(DecisionContext context) {
        Roster present = roster.minus(roster.members().values().stream()
                .filter(member -> !isWaiting(member.id()) && !member.isStatic())
                .map(Member::id)
                .toList());
        if (present.isEmpty()) {
            return Transition.to(new Empty(generation.next(present), present, context.nowMs()));
        }
        if (joining.isEmpty()) {
            // Only static members are left, and none has returned: wait for them, or for their sessions to expire. The
            // minimum of 1 ms keeps a rebalance timeout of 0 from causing an endless loop.
            long deadlineMs = context.after(Math.max(present.rebalanceTimeoutMs(), 1));
            return Transition.to(
                    new PreparingRebalance(generation, present, joining, new JoinBarrier.Rebalance(deadlineMs)));
        }
        return admit(isWaiting(present.leader()) ? present : present.ledBy(firstWaiting(present)), context);
    }

    private String firstWaiting(Roster present) {
        return present.members().keySet().stream()
                .filter(this::isWaiting)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("expected one of " + joining.keySet()
                        + " among the members, found " + present.members().keySet()));
    }

    private Transition admit(Roster present, DecisionContext context) {
        Roster admitted = present.map(member -> member.admitted(context));
        Generation next = generation.next(admitted);
        List<ReplyOutcome> outcomes = new ArrayList<>();
        joining.forEach((memberId, reply) ->
                outcomes.add(new ReplyOutcome.Answered<>(reply, JoinResult.joined(memberId, next, admitted))));
        long syncDeadlineMs = context.after(admitted.rebalanceTimeoutMs());
        return new Transition(new CompletingRebalance(next, admitted, Map.of(), syncDeadlineMs), outcomes);
    }

    private PreparingRebalance waiting(String memberId, Reply<JoinResult> reply) {
        Map<String, Reply<JoinResult>> more = new LinkedHashMap<>(joining);
        more.put(memberId, reply);
        return new PreparingRebalance(generation, roster, more, barrier);
    }

    private PreparingRebalance without(Set<String> memberIds, Roster rest) {
        Map<String, Reply<JoinResult>> fewer = new LinkedHashMap<>(joining);
        fewer.keySet().removeAll(memberIds);
        return new PreparingRebalance(generation, rest, fewer, barrier);
    }

    private List<ReplyOutcome> refused(Set<String> memberIds, ErrorCode error, String saidMemberId) {
        List<ReplyOutcome> outcomes = new ArrayList<>();
        joining.forEach((memberId, reply) -> {
            if (memberIds.contains(memberId)) {
                outcomes.add(new ReplyOutcome.Answered<>(reply, JoinResult.refused(error, saidMemberId)));
            }
        });
        return outcomes;
    }

    private List<ReplyOutcome> abandoned(String memberId) {
        Reply<JoinResult> earlier = joining.get(memberId);
        return earlier == null ? List.of() : List.of(new ReplyOutcome.Abandoned(earlier));
    }
}
