package io.kspec.mock.group.classic;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.OffsetRecords;
import io.kspec.mock.group.offsets.OffsetTable;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all groups of the classic protocol. It behaves like that of Apache Kafka.
 *
 * <p>It has no clock: every request comes with the time, and {@link #advanceTo} lets time pass. Timeouts take effect in
 * order, each at its own deadline. JoinGroup and SyncGroup may wait, so they are answered through a {@link Reply},
 * possibly before the method returns; all others return their result. Times are milliseconds since an arbitrary fixed
 * point and never go back.
 *
 * <p>Offsets expire as in Kafka (KIP-211), and a group without members and offsets ceases to exist. Both happen at a check, which
 * there is every {@code offsets.retention.check.interval.ms} after the first call.
 *
 * <p>Not thread-safe: owned by one thread. A reply may call the coordinator again.
 */
public final class GroupCoordinator {
    private final GroupSettings settings;
    private final Admission admission;
    private final MemoryBudget memory;
    private final GroupTable groups;
    private final OffsetTable offsets;
    private final ExpirationChecks checks;
    private final CoordinatorLog log;
    private final List<OtherGroups> others = new ArrayList<>();
    private long timeMs;

    /**
     * Creates a coordinator without groups.
     *
     * @param ids generates the random part of member ids
     */
    public GroupCoordinator(GroupSettings settings, Supplier<UUID> ids) {
        this(settings, ids, CoordinatorLog.NONE);
    }

    /**
     * Creates a coordinator without groups.
     *
     * @param ids generates the random part of member ids
     * @param log keeps the records that Kafka's coordinator writes
     */
    public GroupCoordinator(GroupSettings settings, Supplier<UUID> ids, CoordinatorLog log) {
        this.log = log;
        this.settings = settings;
        this.admission = new Admission(ids);
        this.memory = new MemoryBudget(settings.heldBytes());
        this.groups = new GroupTable(memory);
        this.offsets = new OffsetTable(memory);
        this.checks = new ExpirationChecks(settings.offsets().retentionCheckIntervalMs());
    }

    /** Adds the groups of another type, which share ids, offsets and memory with the classic ones. */
    public void add(OtherGroups groupsOfOtherType) {
        others.add(groupsOfOtherType);
    }

    /** The group of another type with an id; null if there is none. */
    private @Nullable OtherGroups other(String groupId) {
        return others.stream()
                .filter(groupsOfOtherType -> groupsOfOtherType.has(groupId))
                .findFirst()
                .orElse(null);
    }

    /** The memory that all groups share. */
    public MemoryBudget memory() {
        return memory;
    }

    /** {@code group.max.size}. */
    public int maxSize() {
        return settings.maxSize();
    }

    /** What another type of group could take over of a classic one; empty if there is no such group. */
    public Optional<ClassicGroupImage> image(String groupId) {
        return groups.state(groupId) instanceof LiveState live
                ? Optional.of(ClassicGroupImage.of(groupId, live))
                : Optional.empty();
    }

    /** Removes a group that goes on as one of another type. Its offsets stay, and requests that wait are to be sent again. */
    public void giveUp(String groupId, Collection<CoordinatorRecord> records) {
        if (groups.state(groupId) instanceof LiveState live) {
            records.add(GroupRecords.tombstone(groupId));
            replace(groupId, new Transition(new Dead(), live.refuseWaiting(ErrorCode.REBALANCE_IN_PROGRESS)));
        }
    }

    /**
     * Adds a group that was one of another type.
     *
     * @param rebalances whether its members must join again
     */
    public void adopt(ClassicGroupImage image, boolean rebalances, long nowMs) {
        String groupId = image.groupId();
        Stable group = image.toGroup(contextAt(nowMs));
        log.append(groupId, List.of(GroupRecords.of(groupId, group, nowMs)), nowMs);
        groups.put(groupId, group);
        if (rebalances) {
            apply(groupId, group.leave(Set.of(), contextAt(nowMs)), nowMs);
        }
    }

    /** A group of another type has changed, so that its offsets may expire. */
    public void offsetsMayExpire(long nowMs) {
        checks.start(nowMs);
        checks.changed(nowMs);
    }

    /** JoinGroup: answered once the member is in a generation, or is refused. */
    public void join(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        advanceTo(nowMs);
        String memberId = request.member().memberId();
        if (request.groupId().isEmpty()) {
            reply.answer(JoinResult.refused(ErrorCode.INVALID_GROUP_ID, memberId));
        } else if (!settings.allowsSessionTimeout(request.terms().sessionTimeoutMs())) {
            reply.answer(JoinResult.refused(ErrorCode.INVALID_SESSION_TIMEOUT, memberId));
        } else if (!memory.hasRoomFor(request.heldBytes())) {
            reply.answer(JoinResult.refused(ErrorCode.GROUP_MAX_SIZE_REACHED, memberId));
        } else if (isForOthers(request, nowMs, reply)) {
            return;
        } else {
            GroupState state = groups.state(request.groupId());
            apply(request.groupId(), admission.decide(state, request, reply, contextAt(nowMs)), nowMs);
        }
    }

    /** Lets a group of another type answer; one that is empty may give way to a classic group instead. */
    private boolean isForOthers(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        OtherGroups other = other(request.groupId());
        if (other == null) {
            return false;
        }
        if (other.givesWay(request.groupId())) {
            List<CoordinatorRecord> records = new ArrayList<>();
            other.remove(request.groupId(), records);
            log.append(request.groupId(), records, nowMs);
            return false;
        }
        other.join(request, nowMs, reply);
        return true;
    }

    /** SyncGroup: answered once the leader has sent the assignment, or the generation has ended. */
    public void sync(SyncRequest request, long nowMs, Reply<SyncResult> reply) {
        advanceTo(nowMs);
        OtherGroups other = other(request.groupId());
        if (other != null) {
            reply.answer(other.sync(request, nowMs));
            return;
        }
        GroupState state = groups.state(request.groupId());
        ErrorCode error = MembershipRules.member(request.groupId(), state, request.member(), request.generationId());
        if (error == ErrorCode.NONE && !state.generation().agreesWith(request.protocolType(), request.protocolName())) {
            error = ErrorCode.INCONSISTENT_GROUP_PROTOCOL;
        }
        if (error == ErrorCode.NONE && !memory.hasRoomFor(request.heldBytes())) {
            // As Kafka answers if a group does not fit into a record of its log.
            error = ErrorCode.UNKNOWN_SERVER_ERROR;
        }
        if (error == ErrorCode.NONE && state instanceof PopulatedState populated) {
            apply(request.groupId(), populated.sync(request, reply, contextAt(nowMs)), nowMs);
        } else {
            reply.answer(SyncResult.refused(error));
        }
    }

    /** Heartbeat: NONE, or an error that tells the member what to do. */
    public ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs) {
        advanceTo(nowMs);
        OtherGroups other = other(groupId);
        if (other != null) {
            return other.heartbeat(groupId, member, generationId, nowMs);
        }
        GroupState state = groups.state(groupId);
        ErrorCode error = MembershipRules.member(groupId, state, member, generationId);
        if (error != ErrorCode.NONE || !(state instanceof PopulatedState populated)) {
            return error;
        }
        renewSession(groupId, populated, member.memberId(), nowMs);
        return populated.heartbeat();
    }

    /** LeaveGroup: each member has its own result. */
    public LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs) {
        advanceTo(nowMs);
        if (groupId.isEmpty()) {
            return new LeaveResult(ErrorCode.INVALID_GROUP_ID, List.of());
        }
        OtherGroups other = other(groupId);
        if (other != null) {
            return other.leave(groupId, members, nowMs);
        }
        GroupState state = groups.state(groupId);
        Departure departure = Departure.of(state.roster(), members);
        if (state instanceof LiveState live && !departure.memberIds().isEmpty()) {
            apply(groupId, live.leave(departure.memberIds(), contextAt(nowMs)), nowMs);
        }
        return new LeaveResult(ErrorCode.NONE, departure.answers());
    }

    /**
     * OffsetCommit: the result for each offset, in request order; an error that concerns the whole request is returned
     * for each offset.
     */
    public List<PartitionError> commit(CommitRequest request, long nowMs) {
        advanceTo(nowMs);
        String groupId = request.groupId();
        OtherGroups other = other(groupId);
        GroupState state = groups.state(groupId);
        ErrorCode checked = other == null ? MembershipRules.commit(request, state) : other.checkCommit(request, false);
        ErrorCode error = withRoom(checked, groupId);
        if (error != ErrorCode.NONE) {
            return request.refused(error);
        }
        if (state instanceof PopulatedState populated) {
            renewSession(groupId, populated, request.member().memberId(), nowMs);
        } else if (state instanceof Dead && other == null) {
            groups.put(groupId, Empty.FRESH);
        }
        checks.changed(nowMs);
        List<CoordinatorRecord> records = new ArrayList<>();
        List<PartitionError> results = request.offsets().stream()
                .map(offset -> store(groupId, offset, records))
                .toList();
        log.append(groupId, records, nowMs);
        return results;
    }

    /**
     * TxnOffsetCommit: as {@link #commit}, but the offsets are pending until the producer's transaction ends. A member may
     * commit during a rebalance, and a producer without a member at any time.
     */
    public List<PartitionError> commitInTransaction(CommitRequest request, long producerId, long nowMs) {
        advanceTo(nowMs);
        String groupId = request.groupId();
        OtherGroups other = other(groupId);
        ErrorCode checked = other == null
                ? MembershipRules.transactionalCommit(request, groups.state(groupId))
                : other.checkCommit(request, true);
        ErrorCode error = withRoom(checked, groupId);
        if (error != ErrorCode.NONE) {
            return request.refused(error);
        }
        if (groups.state(groupId) instanceof Dead && other == null) {
            groups.put(groupId, Empty.FRESH);
        }
        checks.changed(nowMs);
        return request.offsets().stream()
                .map(offset -> {
                    ErrorCode refused = checkSize(offset);
                    if (refused == ErrorCode.NONE) {
                        offsets.putPending(producerId, groupId, offset.partition(), offset.committed());
                    }
                    return new PartitionError(offset.partition(), refused);
                })
                .toList();
    }

    /** What a check has found or, if that is nothing, whether there is no memory for another group. */
    private ErrorCode withRoom(ErrorCode checked, String groupId) {
        return checked == ErrorCode.NONE && !memory.hasRoomFor(MemoryBudget.of(groupId))
                ? ErrorCode.INVALID_COMMIT_OFFSET_SIZE
                : checked;
    }

    /** Ends a producer's transaction for some groups: the offsets that it committed become visible, or are dropped. */
    public void endTransaction(long producerId, Predicate<String> group, boolean commit) {
        offsets.complete(producerId, group, commit);
        checks.changed(timeMs);
    }

    /** OffsetFetch: whether an open transaction may change the offset of a partition. */
    public boolean isPending(String groupId, TopicPartition partition) {
        return offsets.isPending(groupId, partition);
    }

    /** OffsetFetch: the offset that a group has committed for a partition; null if there is none, or no such group. */
    public @Nullable CommittedOffset committed(String groupId, TopicPartition partition) {
        return offsets.get(groupId, partition);
    }

    /** OffsetFetch of all partitions: every offset that a group has committed, as a view. */
    public SortedMap<TopicPartition, CommittedOffset> committed(String groupId) {
        return offsets.of(groupId);
    }

    /**
     * OffsetDelete: removes the offsets of partitions of topics that no member has subscribed to. Only groups of consumers,
     * and groups without members, allow that.
     */
    public OffsetDeletion deleteOffsets(String groupId, List<TopicPartition> partitions, long nowMs) {
        advanceTo(nowMs);
        OtherGroups other = other(groupId);
        GroupState state = groups.state(groupId);
        if (groupId.isEmpty()) {
            return OffsetDeletion.refused(ErrorCode.INVALID_GROUP_ID);
        }
        if (state instanceof Dead && other == null) {
            return OffsetDeletion.refused(ErrorCode.GROUP_ID_NOT_FOUND);
        }
        if (state instanceof PopulatedState && !Subscription.isOfConsumers(state)) {
            return OffsetDeletion.refused(ErrorCode.NON_EMPTY_GROUP);
        }
        checks.changed(nowMs);
        Predicate<String> ofClassic = state instanceof PopulatedState ? Subscription.of(state) : topic -> false;
        Predicate<String> subscribed = other == null ? ofClassic : other.subscription(groupId);
        List<CoordinatorRecord> records = new ArrayList<>();
        List<PartitionError> results = partitions.stream()
                .map(partition -> deleteOffset(groupId, subscribed, partition, records))
                .toList();
        log.append(groupId, records, nowMs);
        return new OffsetDeletion(ErrorCode.NONE, results);
    }

    private PartitionError deleteOffset(
            String groupId, Predicate<String> subscribed, TopicPartition partition, List<CoordinatorRecord> records) {
        if (subscribed.test(partition.topic())) {
            return new PartitionError(partition, ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC);
        }
        remove(groupId, partition, records);
        return new PartitionError(partition, ErrorCode.NONE);
    }

    /** Removes the offsets that groups have committed for a deleted topic. */
    public void topicDeleted(String topic) {
        offsets.removeTopic(topic).forEach((groupId, partitions) -> {
            List<CoordinatorRecord> records = partitions.stream()
                    .map(partition -> OffsetRecords.tombstone(groupId, partition))
                    .toList();
            log.append(groupId, records, timeMs);
        });
        checks.changed(timeMs);
    }

    /** Whether there is such a group. */
    public boolean exists(String groupId) {
        return !(groups.state(groupId) instanceof Dead);
    }

    /** DescribeGroups: a group that does not exist is {@code Dead}. */
    public GroupDescription describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return GroupDescription.of(groupId, groups.state(groupId));
    }

    /** ListGroups: all classic groups, by id. */
    public List<ListedGroup> list(long nowMs) {
        advanceTo(nowMs);
        return groups.all().entrySet().stream()
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

    /** DeleteGroups, for one group: NONE, GROUP_ID_NOT_FOUND or NON_EMPTY_GROUP. Also deletes the group's offsets. */
    public ErrorCode delete(String groupId, long nowMs) {
        advanceTo(nowMs);
        OtherGroups other = other(groupId);
        GroupState state = groups.state(groupId);
        if (state instanceof Dead && other == null) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        if (state instanceof PopulatedState || (other != null && !other.isEmpty(groupId))) {
            return ErrorCode.NON_EMPTY_GROUP;
        }
        List<CoordinatorRecord> records = new ArrayList<>();
        List.copyOf(committed(groupId).keySet()).forEach(partition -> remove(groupId, partition, records));
        remove(groupId, records);
        log.append(groupId, records, nowMs);
        return ErrorCode.NONE;
    }

    private void remove(String groupId, List<CoordinatorRecord> records) {
        offsets.removeGroup(groupId);
        OtherGroups other = other(groupId);
        if (other != null) {
            other.remove(groupId, records);
            return;
        }
        groups.put(groupId, new Dead());
        records.add(GroupRecords.tombstone(groupId));
    }

    private void remove(String groupId, TopicPartition partition, List<CoordinatorRecord> records) {
        if (offsets.get(groupId, partition) != null) {
            offsets.remove(groupId, partition);
            records.add(OffsetRecords.tombstone(groupId, partition));
        }
    }

    /**
     * Another broker coordinates some groups from now on. As in Kafka, requests that wait are answered NOT_COORDINATOR, and a
     * rebalance in progress is forgotten: the group is what it was when it was stable or empty last, and sessions begin again.
     */
    public void moved(Predicate<String> movedGroup, long nowMs) {
        advanceTo(nowMs);
        others.forEach(groupsOfOtherType -> groupsOfOtherType.moved(movedGroup, nowMs));
        for (Map.Entry<String, LiveState> group : List.copyOf(groups.all().entrySet())) {
            String groupId = group.getKey();
            if (movedGroup.test(groupId)) {
                LiveState loaded = groups.loaded(groupId, contextAt(nowMs));
                replace(groupId, new Transition(loaded, group.getValue().refuseWaiting(ErrorCode.NOT_COORDINATOR)));
            }
        }
    }

    /**
     * Expires sessions and join barriers whose deadline is at or before {@code nowMs}, and offsets at their checks, all in order
     * of their times.
     */
    public void advanceTo(long nowMs) {
        checks.start(nowMs);
        while (nextDeadlineMs() <= nowMs) {
            timeMs = nextDeadlineMs();
            groups.deadlines().handleDue(timeMs, this::expire);
            if (checks.nextMs() <= timeMs) {
                removeExpired(timeMs);
            }
        }
        timeMs = nowMs;
    }

    private void expire(String groupId, long atMs) {
        if (groups.state(groupId) instanceof LiveState live) {
            settle(groupId, live.expire(contextAt(atMs)));
        }
    }

    /** Removes the offsets that have expired, and groups without members that have no offsets. */
    private void removeExpired(long atMs) {
        long nextMs = Long.MAX_VALUE;
        for (String groupId : List.copyOf(groups.all().keySet())) {
            OffsetExpiry expiry =
                    OffsetExpiry.of(groups.state(groupId), settings.offsets().retentionMs());
            nextMs = Math.min(nextMs, removeExpired(groupId, expiry, groups.state(groupId) instanceof Empty, atMs));
        }
        for (OtherGroups other : others) {
            for (String groupId : other.ids()) {
                OffsetExpiry expiry = OffsetExpiry.afterCommit(
                        other.subscription(groupId), settings.offsets().retentionMs());
                nextMs = Math.min(nextMs, removeExpired(groupId, expiry, other.isEmpty(groupId), atMs));
            }
        }
        checks.done(atMs, nextMs);
    }

    /** Returns when the next offset of a group expires. */
    private long removeExpired(String groupId, OffsetExpiry expiry, boolean isEmpty, long atMs) {
        long nextMs = Long.MAX_VALUE;
        List<CoordinatorRecord> records = new ArrayList<>();
        for (Map.Entry<TopicPartition, CommittedOffset> offset :
                List.copyOf(committed(groupId).entrySet())) {
            long expiresMs = expiry.ofOffset(offset.getKey(), offset.getValue());
            if (expiresMs > atMs) {
                nextMs = Math.min(nextMs, expiresMs);
            } else if (!isPending(groupId, offset.getKey())) {
                remove(groupId, offset.getKey(), records);
            }
        }
        if (isEmpty && committed(groupId).isEmpty() && !offsets.isPending(groupId)) {
            remove(groupId, records);
        }
        log.append(groupId, records, atMs);
        return nextMs;
    }

    /** The next time that {@link #advanceTo} has something to do, or {@link Deadlines#NEVER}. */
    public long nextDeadlineMs() {
        return Math.min(groups.deadlines().nextMs(), checks.nextMs());
    }

    private DecisionContext contextAt(long nowMs) {
        return new DecisionContext(nowMs, settings);
    }

    /**
     * Applies a decision, and whatever becomes due immediately, such as the barrier of a first member without an
     * initial delay.
     */
    private void apply(String groupId, Transition transition, long nowMs) {
        settle(groupId, transition);
        advanceTo(nowMs);
    }

    private void settle(String groupId, Transition transition) {
        GroupRecords.ofChange(groupId, groups.state(groupId), transition.state(), timeMs)
                .ifPresent(record -> log.append(groupId, List.of(record), timeMs));
        replace(groupId, transition);
    }

    /** Changes the state before it delivers replies, because a reply may call the coordinator again. */
    private void replace(String groupId, Transition transition) {
        groups.put(groupId, transition.state());
        checks.changed(timeMs);
        transition.outcomes().forEach(ReplyOutcome::deliver);
    }

    private void renewSession(String groupId, PopulatedState state, String memberId, long nowMs) {
        Roster roster = state.roster();
        groups.put(groupId, state.with(roster.with(roster.member(memberId).withSessionRenewed(contextAt(nowMs)))));
    }

    private PartitionError store(String groupId, CommitRequest.OffsetToCommit offset, List<CoordinatorRecord> records) {
        ErrorCode error = checkSize(offset);
        if (error == ErrorCode.NONE) {
            offsets.put(groupId, offset.partition(), offset.committed());
            records.add(OffsetRecords.of(groupId, offset.partition(), offset.committed()));
        }
        return new PartitionError(offset.partition(), error);
    }

    private ErrorCode checkSize(CommitRequest.OffsetToCommit offset) {
        if (offset.committed().metadata().length() > settings.offsets().metadataMaxBytes()) {
            return ErrorCode.OFFSET_METADATA_TOO_LARGE;
        }
        return memory.hasRoomFor(OffsetTable.heldBytes(offset.partition(), offset.committed()))
                ? ErrorCode.NONE
                : ErrorCode.INVALID_COMMIT_OFFSET_SIZE;
    }
}
