package io.kspec.mock.group.classic;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The groups of the classic protocol and their members. Whatever becomes due at once by a request, such as the barrier of a first
 * member without an initial delay, is left to {@link #expire}.
 */
final class ClassicGroups {
    private final GroupSettings settings;
    private final Admission admission;
    private final MemoryBudget memory;
    private final GroupTable table;
    private final CoordinatorLog log;
    private final LongConsumer changed;

    /**
     * Creates a coordinator without groups.
     *
     * @param ids generates the random part of member ids
     * @param changed is told when a group has changed, so that its offsets may expire
     */
    ClassicGroups(
            GroupSettings settings, Supplier<UUID> ids, MemoryBudget memory, CoordinatorLog log, LongConsumer changed) {
        this.settings = settings;
        this.admission = new Admission(ids);
        this.memory = memory;
        this.table = new GroupTable(memory);
        this.log = log;
        this.changed = changed;
    }

    GroupState state(String groupId) {
        return table.state(groupId);
    }

    boolean has(String groupId) {
        return table.state(groupId) instanceof LiveState;
    }

    List<String> ids() {
        return List.copyOf(table.all().keySet());
    }

    List<ListedGroup> list() {
        return table.all().entrySet().stream()
                .map(group -> {
                    String type = group.getValue().generation().protocolType();
                    return new ListedGroup(
                            group.getKey(),
                            type == null ? "" : type,
                            group.getValue().name(),
                            "classic");
                })
                .toList();
    }

    Optional<ClassicGroupImage> image(String groupId) {
        return table.state(groupId) instanceof LiveState live
                ? Optional.of(ClassicGroupImage.of(groupId, live))
                : Optional.empty();
    }

    /** Removes a group, whose waiting requests are to be sent again. */
    void giveUp(String groupId, Collection<CoordinatorRecord> records, long nowMs) {
        if (table.state(groupId) instanceof LiveState live) {
            records.add(GroupRecords.tombstone(groupId));
            replace(groupId, new Transition(new Dead(), live.refuseWaiting(ErrorCode.REBALANCE_IN_PROGRESS)), nowMs);
        }
    }

    void adopt(ClassicGroupImage image, boolean rebalances, long nowMs) {
        String groupId = image.groupId();
        Stable group = image.toGroup(contextAt(nowMs));
        log.append(groupId, List.of(GroupRecords.of(groupId, group, nowMs)), nowMs);
        table.put(groupId, group);
        if (rebalances) {
            settle(groupId, group.leave(Set.of(), contextAt(nowMs)), nowMs);
        }
    }

    /** Creates a group without members, unless it exists. */
    void create(String groupId) {
        if (table.state(groupId) instanceof Dead) {
            table.put(groupId, Empty.FRESH);
        }
    }

    /** Removes a group without members. */
    void remove(String groupId, Collection<CoordinatorRecord> records) {
        table.put(groupId, new Dead());
        records.add(GroupRecords.tombstone(groupId));
    }

    /** Why no group whatsoever can be joined by a request: NONE or an error. */
    ErrorCode check(JoinRequest request) {
        if (request.groupId().isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        if (!settings.allowsSessionTimeout(request.terms().sessionTimeoutMs())) {
            return ErrorCode.INVALID_SESSION_TIMEOUT;
        }
        return memory.hasRoomFor(request.heldBytes()) ? ErrorCode.NONE : ErrorCode.GROUP_MAX_SIZE_REACHED;
    }

    void join(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        GroupState state = table.state(request.groupId());
        settle(request.groupId(), admission.decide(state, request, reply, contextAt(nowMs)), nowMs);
    }

    void sync(SyncRequest request, long nowMs, Reply<SyncResult> reply) {
        GroupState state = table.state(request.groupId());
        ErrorCode error = MembershipRules.member(request.groupId(), state, request.member(), request.generationId());
        if (error == ErrorCode.NONE && !state.generation().agreesWith(request.protocolType(), request.protocolName())) {
            error = ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
        }
        if (error == ErrorCode.NONE && !memory.hasRoomFor(request.heldBytes())) {
            // As Kafka answers if a group does not fit into a record of its log.
            error = ErrorCode.UNKNOWN_SERVER_ERROR;
        }
        if (error == ErrorCode.NONE && state instanceof PopulatedState populated) {
            settle(request.groupId(), populated.sync(request, reply, contextAt(nowMs)), nowMs);
        } else {
            reply.answer(SyncResult.refused(error));
        }
    }

    ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs) {
        GroupState state = table.state(groupId);
        ErrorCode error = MembershipRules.member(groupId, state, member, generationId);
        if (error != ErrorCode.NONE || !(state instanceof PopulatedState populated)) {
            return error;
        }
        renewSession(groupId, member.memberId(), nowMs);
        return populated.heartbeat();
    }

    LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs) {
        GroupState state = table.state(groupId);
        Departure departure = Departure.of(state.roster(), members);
        if (state instanceof LiveState live && !departure.memberIds().isEmpty()) {
            settle(groupId, live.leave(departure.memberIds(), contextAt(nowMs)), nowMs);
        }
        return new LeaveResult(ErrorCode.NONE, departure.answers());
    }

    ErrorCode checkCommit(CommitRequest request, boolean inTransaction) {
        GroupState state = table.state(request.groupId());
        return inTransaction
                ? MembershipRules.transactionalCommit(request, state)
                : MembershipRules.commit(request, state);
    }

    /** Begins the session of a member again, if the group has any. */
    void renewSession(String groupId, String memberId, long nowMs) {
        if (table.state(groupId) instanceof PopulatedState state) {
            Roster roster = state.roster();
            Member member = roster.member(memberId);
            Member renewed = member.withSessionRenewed(contextAt(nowMs));
            if (renewed.sessionDeadlineMs() != member.sessionDeadlineMs()) {
                table.put(groupId, state.with(roster.with(renewed)));
            }
        }
    }

    /** Another broker coordinates some groups from now on. */
    void moved(Predicate<String> movedGroup, long nowMs) {
        for (Map.Entry<String, LiveState> group : List.copyOf(table.all().entrySet())) {
            String groupId = group.getKey();
            if (movedGroup.test(groupId)) {
                LiveState loaded = table.loaded(groupId, contextAt(nowMs));
                List<ReplyOutcome> refused = group.getValue().refuseWaiting(ErrorCode.NOT_COORDINATOR);
                replace(groupId, new Transition(loaded, refused), nowMs);
            }
        }
    }

    /** Expires the sessions and join barriers whose deadline is at or before a time. */
    void expire(long atMs) {
        table.deadlines().handleDue(atMs, this::expire);
    }

    private void expire(String groupId, long atMs) {
        if (table.state(groupId) instanceof LiveState live) {
            settle(groupId, live.expire(contextAt(atMs)), atMs);
        }
    }

    /** The next deadline, or {@link Deadlines#NEVER}. */
    long nextDeadlineMs() {
        return table.deadlines().nextMs();
    }

    private DecisionContext contextAt(long nowMs) {
        return new DecisionContext(nowMs, settings);
    }

    private void settle(String groupId, Transition transition, long atMs) {
        GroupRecords.ofChange(groupId, table.state(groupId), transition.state(), atMs)
                .ifPresent(record -> log.append(groupId, List.of(record), atMs));
        replace(groupId, transition, atMs);
    }

    /** Changes the state before it delivers replies, because a reply may call the coordinator again. */
    private void replace(String groupId, Transition transition, long atMs) {
        table.put(groupId, transition.state());
        changed.accept(atMs);
        transition.outcomes().forEach(ReplyOutcome::deliver);
    }
}
