package io.kspec.mock.group.classic;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.offsets.CommittedOffset;
import io.kspec.mock.group.offsets.PartitionError;
import io.kspec.mock.group.offsets.TopicPartition;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all groups, as far as requests may be about a group of any type: those of the classic protocol, and those about
 * committed offsets. It behaves like that of Apache Kafka.
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
    private final MemoryBudget memory;
    private final ClassicGroups classic;
    private final GroupTypes others = new GroupTypes();
    private final CommittedOffsets offsets;
    private final ExpirationChecks checks;
    private final CoordinatorLog log;
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
        this.memory = new MemoryBudget(settings.heldBytes());
        this.checks = new ExpirationChecks(settings.offsets().retentionCheckIntervalMs());
        this.classic = new ClassicGroups(settings, ids, memory, log, checks::changed);
        this.offsets = new CommittedOffsets(settings.offsets(), memory, log);
    }

    /** Adds the groups of another type, which share ids, offsets and memory with the classic ones. */
    public void add(OtherGroups groupsOfOtherType) {
        others.add(groupsOfOtherType);
    }

    /** The memory that all groups share. */
    public MemoryBudget memory() {
        return memory;
    }

    /** {@code group.max.size}. */
    public int maxSize() {
        return settings.maxSize();
    }

    /** Whether there is a group with an id, of any type. */
    public boolean exists(String groupId) {
        return classic.has(groupId) || others.of(groupId) != null;
    }

    /** What another type of group could take over of a classic one; empty if there is no such group. */
    public Optional<ClassicGroupImage> image(String groupId) {
        return classic.image(groupId);
    }

    /** Removes a group that goes on as one of another type. Its offsets stay, and requests that wait are to be sent again. */
    public void giveUp(String groupId, Collection<CoordinatorRecord> records) {
        classic.giveUp(groupId, records, timeMs);
    }

    /**
     * Adds a group that was one of another type.
     *
     * @param rebalances whether its members must join again
     */
    public void adopt(ClassicGroupImage image, boolean rebalances, long nowMs) {
        classic.adopt(image, rebalances, nowMs);
        if (rebalances) {
            advanceTo(nowMs);
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
        ErrorCode refused = classic.check(request);
        if (refused != ErrorCode.NONE) {
            reply.answer(JoinResult.refused(refused, request.member().memberId()));
        } else if (!isForOthers(request, nowMs, reply)) {
            classic.join(request, nowMs, reply);
            advanceTo(nowMs);
        }
    }

    /** Lets a group of another type answer; one that is empty may give way to a classic group instead. */
    private boolean isForOthers(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        OtherGroups other = others.of(request.groupId());
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
        OtherGroups other = others.of(request.groupId());
        if (other == null) {
            classic.sync(request, nowMs, reply);
            advanceTo(nowMs);
        } else {
            reply.answer(other.sync(request, nowMs));
        }
    }

    /** Heartbeat: NONE, or an error that tells the member what to do. */
    public ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs) {
        advanceTo(nowMs);
        OtherGroups other = others.of(groupId);
        return other == null
                ? classic.heartbeat(groupId, member, generationId, nowMs)
                : other.heartbeat(groupId, member, generationId, nowMs);
    }

    /** LeaveGroup: each member has its own result. */
    public LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs) {
        advanceTo(nowMs);
        if (groupId.isEmpty()) {
            return new LeaveResult(ErrorCode.INVALID_GROUP_ID, List.of());
        }
        OtherGroups other = others.of(groupId);
        if (other != null) {
            return other.leave(groupId, members, nowMs);
        }
        LeaveResult result = classic.leave(groupId, members, nowMs);
        advanceTo(nowMs);
        return result;
    }

    /**
     * OffsetCommit: the result for each offset, in request order; an error that concerns the whole request is returned
     * for each offset.
     */
    public List<PartitionError> commit(CommitRequest request, long nowMs) {
        ErrorCode error = checkCommit(request, false, nowMs);
        if (error != ErrorCode.NONE) {
            return request.refused(error);
        }
        classic.renewSession(request.groupId(), request.member().memberId(), nowMs);
        return offsets.commit(request, nowMs);
    }

    /**
     * TxnOffsetCommit: as {@link #commit}, but the offsets are pending until the producer's transaction ends. A member may
     * commit during a rebalance, and a producer without a member at any time.
     */
    public List<PartitionError> commitInTransaction(CommitRequest request, long producerId, long nowMs) {
        ErrorCode error = checkCommit(request, true, nowMs);
        return error == ErrorCode.NONE ? offsets.commitInTransaction(request, producerId) : request.refused(error);
    }

    /** Whether a group allows a commit. If there is none, a classic one without members is created for it. */
    private ErrorCode checkCommit(CommitRequest request, boolean inTransaction, long nowMs) {
        advanceTo(nowMs);
        String groupId = request.groupId();
        OtherGroups other = others.of(groupId);
        ErrorCode error =
                other == null ? classic.checkCommit(request, inTransaction) : other.checkCommit(request, inTransaction);
        if (error != ErrorCode.NONE) {
            return error;
        }
        if (!memory.hasRoomFor(MemoryBudget.of(groupId))) {
            return ErrorCode.INVALID_COMMIT_OFFSET_SIZE;
        }
        if (other == null) {
            classic.create(groupId);
        }
        checks.changed(nowMs);
        return ErrorCode.NONE;
    }

    /** Ends a producer's transaction for some groups: the offsets that it committed become visible, or are dropped. */
    public void endTransaction(long producerId, Predicate<String> group, boolean commit) {
        offsets.table().complete(producerId, group, commit);
        checks.changed(timeMs);
    }

    /**
     * OffsetFetch: NONE, or why a member may not fetch offsets.
     *
     * @param memberId null if the client is no member, or does not say so
     */
    public ErrorCode checkFetch(String groupId, @Nullable String memberId, int memberEpoch, long nowMs) {
        OtherGroups other = others.of(groupId);
        return other == null ? ErrorCode.NONE : other.checkFetch(groupId, memberId, memberEpoch, nowMs);
    }

    /** OffsetFetch: whether an open transaction may change the offset of a partition. */
    public boolean isPending(String groupId, TopicPartition partition) {
        return offsets.table().isPending(groupId, partition);
    }

    /** OffsetFetch: the offset that a group has committed for a partition; null if there is none, or no such group. */
    public @Nullable CommittedOffset committed(String groupId, TopicPartition partition) {
        return offsets.table().get(groupId, partition);
    }

    /** OffsetFetch of all partitions: every offset that a group has committed, as a view. */
    public SortedMap<TopicPartition, CommittedOffset> committed(String groupId) {
        return offsets.table().of(groupId);
    }

    /**
     * OffsetDelete: removes the offsets of partitions of topics that no member has subscribed to. Only groups of consumers,
     * and groups without members, allow that.
     */
    public OffsetDeletion deleteOffsets(String groupId, List<TopicPartition> partitions, long nowMs) {
        advanceTo(nowMs);
        OtherGroups other = others.of(groupId);
        GroupState state = classic.state(groupId);
        ErrorCode error = other == null ? checkOffsetDeletion(groupId, state) : other.checkOffsetDeletion(groupId);
        if (error != ErrorCode.NONE) {
            return OffsetDeletion.refused(error);
        }
        checks.changed(nowMs);
        Predicate<String> ofClassic = state instanceof PopulatedState ? Subscription.of(state) : topic -> false;
        Predicate<String> subscribed = other == null ? ofClassic : other.subscription(groupId);
        return new OffsetDeletion(ErrorCode.NONE, offsets.delete(groupId, partitions, subscribed, nowMs));
    }

    private static ErrorCode checkOffsetDeletion(String groupId, GroupState state) {
        if (groupId.isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        if (state instanceof Dead) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        return state instanceof PopulatedState && !Subscription.isOfConsumers(state)
                ? ErrorCode.NON_EMPTY_GROUP
                : ErrorCode.NONE;
    }

    /** Removes the offsets that groups have committed for a deleted topic. */
    public void topicDeleted(String topic) {
        offsets.topicDeleted(topic, timeMs);
        checks.changed(timeMs);
    }

    /** DescribeGroups: a group that does not exist, or is of another type, is {@code Dead}. */
    public GroupDescription describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return GroupDescription.of(groupId, classic.state(groupId));
    }

    /** ListGroups: the groups of all types. */
    public List<ListedGroup> list(long nowMs) {
        advanceTo(nowMs);
        return Stream.concat(
                        classic.list().stream(), others.all().stream().flatMap(other -> other.list(nowMs).stream()))
                .toList();
    }

    /** DeleteGroups, for one group: NONE, GROUP_ID_NOT_FOUND or NON_EMPTY_GROUP. Also deletes the group's offsets. */
    public ErrorCode delete(String groupId, long nowMs) {
        advanceTo(nowMs);
        OtherGroups other = others.of(groupId);
        GroupState state = classic.state(groupId);
        if (state instanceof Dead && other == null) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        if (state instanceof PopulatedState || (other != null && !other.isEmpty(groupId))) {
            return ErrorCode.NON_EMPTY_GROUP;
        }
        List<CoordinatorRecord> records = new ArrayList<>();
        remove(groupId, records);
        log.append(groupId, records, nowMs);
        return ErrorCode.NONE;
    }

    private void remove(String groupId, List<CoordinatorRecord> records) {
        offsets.deleteAll(groupId, records);
        OtherGroups other = others.of(groupId);
        if (other == null) {
            classic.remove(groupId, records);
        } else {
            other.remove(groupId, records);
        }
    }

    /**
     * Another broker coordinates some groups from now on. As in Kafka, requests that wait are answered NOT_COORDINATOR, and a
     * rebalance in progress is forgotten: the group is what it was when it was stable or empty last, and sessions begin again.
     */
    public void moved(Predicate<String> movedGroup, long nowMs) {
        advanceTo(nowMs);
        others.all().forEach(other -> other.moved(movedGroup, nowMs));
        classic.moved(movedGroup, nowMs);
    }

    /**
     * Expires sessions and join barriers whose deadline is at or before {@code nowMs}, and offsets at their checks, all in order
     * of their times.
     */
    public void advanceTo(long nowMs) {
        checks.start(nowMs);
        while (nextDeadlineMs() <= nowMs) {
            timeMs = nextDeadlineMs();
            classic.expire(timeMs);
            if (checks.nextMs() <= timeMs) {
                removeExpired(timeMs);
            }
        }
        timeMs = nowMs;
    }

    /** Removes the offsets that have expired, and groups without members that have no offsets. */
    private void removeExpired(long atMs) {
        long nextMs = Long.MAX_VALUE;
        for (String groupId : classic.ids()) {
            GroupState state = classic.state(groupId);
            OffsetExpiry expiry = OffsetExpiry.of(state, offsets.retentionMs());
            nextMs = Math.min(nextMs, removeExpired(groupId, expiry, state instanceof Empty, atMs));
        }
        for (OtherGroups other : others.all()) {
            for (String groupId : other.ids()) {
                OffsetExpiry expiry = OffsetExpiry.afterCommit(other.subscription(groupId), offsets.retentionMs());
                boolean isLeft = other.expires() && other.isEmpty(groupId);
                nextMs = Math.min(nextMs, removeExpired(groupId, expiry, isLeft, atMs));
            }
        }
        checks.done(atMs, nextMs);
    }

    /** Returns when the next offset of a group expires. */
    private long removeExpired(String groupId, OffsetExpiry expiry, boolean isLeft, long atMs) {
        List<CoordinatorRecord> records = new ArrayList<>();
        long nextMs = offsets.removeExpired(groupId, expiry, records, atMs);
        if (isLeft && offsets.isEmpty(groupId)) {
            remove(groupId, records);
        }
        log.append(groupId, records, atMs);
        return nextMs;
    }

    /** The next time that {@link #advanceTo} has something to do, or {@link Deadlines#NEVER}. */
    public long nextDeadlineMs() {
        return Math.min(classic.nextDeadlineMs(), checks.nextMs());
    }
}
