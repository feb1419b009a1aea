package io.kspec.mock.group.classic;

import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.OffsetTable;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.protocol.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all groups of the classic protocol, as that of Apache Kafka 4.3.1 behaves.
 *
 * <p>It has no clock: every request brings the time, and {@link #advanceTo} lets it pass; what falls due happens in order, at
 * the time it is due. JoinGroup and SyncGroup may wait, hence they are answered through a {@link Reply}, possibly before the
 * method returns; all others are answered at once. Times are milliseconds since any fixed moment and never go back.
 *
 * <p>Offsets do not expire, and there are no transactional ones.
 *
 * <p>Not safe for use by several threads: one thread owns it. A reply may call back.
 */
public final class GroupCoordinator {
    private final GroupSettings settings;
    private final Admission admission;
    private final MemoryBudget memory;
    private final GroupTable groups;
    private final OffsetTable offsets;

    /**
     * A coordinator without groups.
     *
     * @param ids gives the random part of member ids
     */
    public GroupCoordinator(GroupSettings settings, Supplier<UUID> ids) {
        this.settings = settings;
        this.admission = new Admission(ids);
        this.memory = new MemoryBudget(settings.heldBytes());
        this.groups = new GroupTable(memory);
        this.offsets = new OffsetTable(memory);
    }

    /** JoinGroup: answered when the member is in a generation, or cannot be. */
    public void join(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        advanceTo(nowMs);
        String memberId = request.member().memberId();
        if (request.groupId().isEmpty()) {
            reply.answer(JoinResult.refused(ErrorCode.INVALID_GROUP_ID, memberId));
        } else if (!settings.allowsSessionTimeout(request.terms().sessionTimeoutMs())) {
            reply.answer(JoinResult.refused(ErrorCode.INVALID_SESSION_TIMEOUT, memberId));
        } else if (!memory.hasRoomFor(request.heldBytes())) {
            reply.answer(JoinResult.refused(ErrorCode.GROUP_MAX_SIZE_REACHED, memberId));
        } else {
            GroupState state = groups.state(request.groupId());
            apply(request.groupId(), admission.decide(state, request, reply, contextAt(nowMs)), nowMs);
        }
    }

    /** SyncGroup: answered when the leader has assigned, or the generation is over. */
    public void sync(SyncRequest request, long nowMs, Reply<SyncResult> reply) {
        advanceTo(nowMs);
        GroupState state = groups.state(request.groupId());
        ErrorCode error = checkMember(request.groupId(), state, request.member(), request.generationId());
        if (error == ErrorCode.NONE && !state.generation().agreesWith(request.protocolType(), request.protocolName())) {
            error = ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
        }
        if (error == ErrorCode.NONE && !memory.hasRoomFor(request.heldBytes())) {
            // As Kafka answers where a group does not fit into a record of its log.
            error = ErrorCode.UNKNOWN_SERVER_ERROR;
        }
        if (error == ErrorCode.NONE && state instanceof PopulatedState populated) {
            apply(request.groupId(), populated.sync(request, reply, contextAt(nowMs)), nowMs);
        } else {
            reply.answer(SyncResult.refused(error));
        }
    }

    /** Heartbeat: NONE, or what the member has to do. */
    public ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs) {
        advanceTo(nowMs);
        GroupState state = groups.state(groupId);
        ErrorCode error = checkMember(groupId, state, member, generationId);
        if (error != ErrorCode.NONE || !(state instanceof PopulatedState populated)) {
            return error;
        }
        hear(groupId, populated, member.memberId(), nowMs);
        return populated.heartbeat();
    }

    /** LeaveGroup: each member is answered for by itself. */
    public LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs) {
        advanceTo(nowMs);
        if (groupId.isEmpty()) {
            return new LeaveResult(ErrorCode.INVALID_GROUP_ID, List.of());
        }
        GroupState state = groups.state(groupId);
        Departure departure = Departure.of(state.roster(), members);
        if (state instanceof LiveState live && !departure.memberIds().isEmpty()) {
            apply(groupId, live.leave(departure.memberIds(), contextAt(nowMs)), nowMs);
        }
        return new LeaveResult(ErrorCode.NONE, departure.answers());
    }

    /** OffsetCommit: what became of each offset, in the order asked; an error of the request is that of all its offsets. */
    public List<PartitionError> commit(CommitRequest request, long nowMs) {
        advanceTo(nowMs);
        String groupId = request.groupId();
        GroupState state = groups.state(groupId);
        ErrorCode checked = checkCommit(request, state);
        ErrorCode error = checked == ErrorCode.NONE && !memory.hasRoomFor(MemoryBudget.of(groupId))
                ? ErrorCode.INVALID_COMMIT_OFFSET_SIZE
                : checked;
        if (error != ErrorCode.NONE) {
            return request.offsets().stream()
                    .map(offset -> new PartitionError(offset.partition(), error))
                    .toList();
        }
        if (state instanceof PopulatedState populated) {
            hear(groupId, populated, request.member().memberId(), nowMs);
        } else if (state instanceof Dead) {
            groups.put(groupId, Empty.FRESH);
        }
        return request.offsets().stream().map(offset -> store(groupId, offset)).toList();
    }

    /** OffsetFetch: what a group, existing or not, has committed for a partition; null if nothing. */
    public @Nullable CommittedOffset committed(String groupId, TopicPartition partition) {
        return offsets.get(groupId, partition);
    }

    /** OffsetFetch of all: every offset that a group has committed, by topic and partition. The map is a view. */
    public SortedMap<TopicPartition, CommittedOffset> committed(String groupId) {
        return offsets.of(groupId);
    }

    /** Forgets what all groups have committed for a topic that is no more. */
    public void topicDeleted(String topic) {
        offsets.removeTopic(topic);
    }

    /** DescribeGroups: a group that does not exist is {@code Dead}. */
    public GroupDescription describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return GroupDescription.of(groupId, groups.state(groupId));
    }

    /**
     * ListGroups: all groups, by id.
     *
     * @param states their names in any case; only groups in one of them are listed. Empty for all
     */
    public List<GroupDescription> list(Set<String> states, long nowMs) {
        advanceTo(nowMs);
        Set<String> wanted = states.stream()
                .map(state -> state.trim().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return groups.all().entrySet().stream()
                .filter(group -> wanted.isEmpty()
                        || wanted.contains(group.getValue().name().toLowerCase(Locale.ROOT)))
                .map(group -> GroupDescription.of(group.getKey(), group.getValue()))
                .toList();
    }

    /** DeleteGroups, of one group: NONE, GROUP_ID_NOT_FOUND or NON_EMPTY_GROUP. Its offsets go with it. */
    public ErrorCode delete(String groupId, long nowMs) {
        advanceTo(nowMs);
        GroupState state = groups.state(groupId);
        if (state instanceof Dead) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        if (state instanceof PopulatedState) {
            return ErrorCode.NON_EMPTY_GROUP;
        }
        groups.put(groupId, new Dead());
        offsets.removeGroup(groupId);
        return ErrorCode.NONE;
    }

    /** Lets time pass: sessions end and barriers fall, each at its time and in order, until {@code nowMs} inclusive. */
    public void advanceTo(long nowMs) {
        Optional<GroupTable.Deadline> due = groups.nextDeadline();
        while (due.isPresent() && due.get().timeMs() <= nowMs) {
            String groupId = due.get().groupId();
            if (groups.state(groupId) instanceof LiveState live) {
                settle(groupId, live.expire(contextAt(due.get().timeMs())));
            }
            due = groups.nextDeadline();
        }
    }

    /** When {@link #advanceTo} has something to do next, if nothing else happens before. */
    public OptionalLong nextDeadlineMs() {
        return groups.nextDeadline().stream()
                .mapToLong(GroupTable.Deadline::timeMs)
                .findFirst();
    }

    private DecisionContext contextAt(long nowMs) {
        return new DecisionContext(nowMs, settings);
    }

    /** Takes a decision, and then whatever falls due without delay, such as the barrier of a first member. */
    private void apply(String groupId, Transition transition, long nowMs) {
        settle(groupId, transition);
        advanceTo(nowMs);
    }

    /** The state first: a reply may call back. */
    private void settle(String groupId, Transition transition) {
        groups.put(groupId, transition.state());
        transition.outcomes().forEach(ReplyOutcome::deliver);
    }

    private void hear(String groupId, PopulatedState state, String memberId, long nowMs) {
        Roster roster = state.roster();
        groups.put(groupId, state.with(roster.with(roster.member(memberId).heard(contextAt(nowMs)))));
    }

    /** Whether that is a member of the group's current generation. */
    private static ErrorCode checkMember(String groupId, GroupState state, MemberIdentity member, int generationId) {
        if (groupId.isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        ErrorCode error = state.roster().check(member);
        return error == ErrorCode.NONE && generationId != state.generation().id()
                ? ErrorCode.ILLEGAL_GENERATION
                : error;
    }

    private static ErrorCode checkCommit(CommitRequest request, GroupState state) {
        boolean withoutGeneration = request.generationId() < 0;
        if (state instanceof Dead && !withoutGeneration) {
            return request.knowsGroupIdNotFound() ? ErrorCode.GROUP_ID_NOT_FOUND : ErrorCode.ILLEGAL_GENERATION;
        }
        if (!(state instanceof PopulatedState populated)) {
            return withoutGeneration ? ErrorCode.NONE : ErrorCode.UNKNOWN_MEMBER_ID;
        }
        ErrorCode error = populated.roster().check(request.member());
        if (error == ErrorCode.NONE
                && request.generationId() != populated.generation().id()) {
            error = ErrorCode.ILLEGAL_GENERATION;
        }
        return error == ErrorCode.NONE ? populated.commit() : error;
    }

    private PartitionError store(String groupId, CommitRequest.OffsetToCommit offset) {
        if (offset.committed().metadata().length() > settings.offsetMetadataMaxSize()) {
            return new PartitionError(offset.partition(), ErrorCode.OFFSET_METADATA_TOO_LARGE);
        }
        if (!memory.hasRoomFor(OffsetTable.heldBytes(offset.partition(), offset.committed()))) {
            return new PartitionError(offset.partition(), ErrorCode.INVALID_COMMIT_OFFSET_SIZE);
        }
        offsets.put(groupId, offset.partition(), offset.committed());
        return new PartitionError(offset.partition(), ErrorCode.NONE);
    }
}
