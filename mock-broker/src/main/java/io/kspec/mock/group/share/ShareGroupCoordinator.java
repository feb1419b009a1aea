package io.kspec.mock.group.share;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.classic.OtherGroups;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.share.ShareTopics.KnownTopic;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of share groups: it knows their members and assigns them partitions (KIP-932). It behaves like that of Apache Kafka 4.3.1,
 * where a member is assigned a partition once the share coordinator keeps the partition's state, which is so at its second heartbeat.
 *
 * <p>It has no clock: every request comes with the time. Not thread-safe: owned by one thread.
 */
public final class ShareGroupCoordinator implements OtherGroups {
    private static final String TYPE = "share";

    private final GroupCoordinator allGroups;
    private final ShareConfigs configs;
    private final ShareTopics topics;
    private final StateTable states;
    private final MemoryBudget memory;
    private final SortedMap<String, ShareGroup> groups = new TreeMap<>();
    private final Map<String, Long> assignedAtMs = new HashMap<>();
    private final Deadlines<MemberKey> sessions =
            new Deadlines<>(Comparator.comparing(MemberKey::groupId).thenComparing(MemberKey::memberId));

    private record MemberKey(String groupId, String memberId) {}

    /**
     * Creates a coordinator without groups.
     *
     * @param allGroups the coordinator of groups of all types, which is told of this one
     * @param states what the share coordinator keeps
     */
    public ShareGroupCoordinator(
            GroupCoordinator allGroups, ShareConfigs configs, ShareTopics topics, StateTable states) {
        this.allGroups = allGroups;
        this.configs = configs;
        this.topics = topics;
        this.states = states;
        this.memory = allGroups.memory();
        allGroups.add(this);
    }

    /** ShareGroupHeartbeat. */
    public ShareHeartbeatResult heartbeat(ShareHeartbeat request, long nowMs) {
        advanceTo(nowMs);
        String fault = request.fault();
        if (fault != null) {
            return ShareHeartbeatResult.refused(ErrorCode.INVALID_REQUEST, fault);
        }
        String groupId = request.groupId();
        boolean joins = request.memberEpoch() == ShareHeartbeat.JOIN;
        ShareGroup group = groups.get(groupId);
        if (group == null && (allGroups.exists(groupId) || !joins)) {
            return ShareHeartbeatResult.refused(ErrorCode.GROUP_ID_NOT_FOUND, missing(groupId));
        }
        if (group == null) {
            group = new ShareGroup(groupId);
        }
        ShareMember member = group.member(request.memberId());
        if (request.memberEpoch() == ShareHeartbeat.LEAVE) {
            return member == null ? unknown(request) : leave(group, member);
        }
        ShareHeartbeatResult refused = check(group, member, request);
        return refused == null ? accept(group, member, request, nowMs) : refused;
    }

    /** What a client is told about an id that is not that of a share group. */
    public String missing(String groupId) {
        return "Group " + groupId + (allGroups.exists(groupId) ? " is not a share group." : " not found.");
    }

    private static ShareHeartbeatResult unknown(ShareHeartbeat request) {
        return ShareHeartbeatResult.refused(
                ErrorCode.UNKNOWN_MEMBER_ID,
                "Member " + request.memberId() + " is not a member of group " + request.groupId() + ".");
    }

    private ShareHeartbeatResult leave(ShareGroup group, ShareMember member) {
        remove(group, member.memberId());
        return ShareHeartbeatResult.accepted(member.memberId(), ShareHeartbeat.LEAVE, 0, null);
    }

    private void remove(ShareGroup group, String memberId) {
        group.remove(memberId);
        memory.add(-MemoryBudget.of(memberId));
        sessions.set(new MemberKey(group.groupId(), memberId), Deadlines.NEVER);
        group.raiseEpoch(partitionsOf(group.topics()));
    }

    private @Nullable ShareHeartbeatResult check(
            ShareGroup group, @Nullable ShareMember member, ShareHeartbeat request) {
        int epoch = request.memberEpoch();
        if (member == null) {
            int most = configs.maxSize();
            if (epoch != ShareHeartbeat.JOIN) {
                return unknown(request);
            }
            return group.members().size() >= most || !memory.hasRoomFor(bytes(request))
                    ? ShareHeartbeatResult.refused(
                            ErrorCode.GROUP_MAX_SIZE_REACHED,
                            "The share group has reached its maximum capacity of " + most + " members.")
                    : null;
        }
        if (epoch > member.epoch()) {
            return ShareHeartbeatResult.refused(
                    ErrorCode.FENCED_MEMBER_EPOCH,
                    "The share group member has a greater member epoch (" + epoch
                            + ") than the one known by the group coordinator (" + member.epoch()
                            + "). The member must abandon all its partitions and rejoin.");
        }
        boolean isLate = epoch < member.epoch() && epoch != member.previousEpoch() && epoch != ShareHeartbeat.JOIN;
        return isLate
                ? ShareHeartbeatResult.refused(
                        ErrorCode.FENCED_MEMBER_EPOCH,
                        "The share group member has a smaller member epoch (" + epoch
                                + ") than the one known by the group coordinator (" + member.epoch()
                                + "), and it does not match the previous member epoch (" + member.previousEpoch()
                                + "). The member must abandon all its partitions and rejoin.")
                : null;
    }

    private static long bytes(ShareHeartbeat request) {
        List<String> told = request.topics();
        long bytes = MemoryBudget.of(request.memberId()) + MemoryBudget.of(request.groupId());
        return told == null
                ? bytes
                : bytes + told.stream().mapToLong(MemoryBudget::of).sum();
    }

    private ShareHeartbeatResult accept(
            ShareGroup group, @Nullable ShareMember known, ShareHeartbeat request, long nowMs) {
        ShareMember before = known == null ? ShareMember.joining(request.memberId()) : known;
        ShareMember member = before.told(request);
        if (known == null) {
            memory.add(MemoryBudget.of(member.memberId()));
        }
        add(group);
        group.put(member);
        SortedSet<SharedPartition> subscribed = partitionsOf(group.topics());
        boolean resubscribed = !member.topics().equals(before.topics());
        if (resubscribed || isAssignmentPending(group) || !subscribed.equals(group.subscribed())) {
            group.raiseEpoch(subscribed);
        }
        ShareTerms terms = configs.of(group.groupId());
        maybeAssign(group, terms, nowMs);
        if (member.epoch() != group.assignmentEpoch()) {
            member = member.assigned(group.assignmentEpoch(), group.target(member.memberId()));
            group.put(member);
        }
        sessions.set(new MemberKey(group.groupId(), member.memberId()), nowMs + terms.sessionTimeoutMs());
        boolean tells = request.topics() != null || !member.assignment().equals(before.assignment());
        initialize(group, subscribed);
        return ShareHeartbeatResult.accepted(
                member.memberId(), member.epoch(), terms.heartbeatIntervalMs(), tells ? member.assignment() : null);
    }

    private void add(ShareGroup group) {
        if (groups.put(group.groupId(), group) == null) {
            memory.add(MemoryBudget.of(group.groupId()));
        }
    }

    /** Assigns partitions again if the group has changed, but not sooner after the last time than the group's interval. */
    private void maybeAssign(ShareGroup group, ShareTerms terms, long nowMs) {
        Long last = assignedAtMs.get(group.groupId());
        boolean due = last == null || nowMs - last >= terms.assignmentIntervalMs();
        if (group.epoch() == group.assignmentEpoch() || !due) {
            return;
        }
        Map<String, SortedSet<SharedPartition>> wishes = new HashMap<>();
        for (ShareMember member : group.members()) {
            SortedSet<SharedPartition> wish = partitionsOf(member.topics());
            wish.retainAll(group.initialized());
            wishes.put(member.memberId(), wish);
        }
        group.target(SimpleAssignor.assign(wishes, group.targets()));
        assignedAtMs.put(group.groupId(), nowMs);
    }

    /** Whether partitions to which somebody subscribes are ready, but assigned to nobody, and the group has yet to take notice of that. */
    private boolean isAssignmentPending(ShareGroup group) {
        if (group.assignmentEpoch() < group.epoch()) {
            return false;
        }
        SortedSet<SharedPartition> ready = partitionsOf(group.topics());
        ready.retainAll(group.initialized());
        SortedSet<SharedPartition> assigned = new TreeSet<>();
        group.targets().values().forEach(assigned::addAll);
        return !assigned.containsAll(ready);
    }

    private void initialize(ShareGroup group, SortedSet<SharedPartition> subscribed) {
        if (!subscribed.isEmpty()) {
            group.haveTopics();
        }
        for (SharedPartition partition : subscribed) {
            if (!group.initialized().contains(partition)
                    && states.initialize(key(group, partition), group.epoch(), PartitionState.NO_OFFSET)
                            == ErrorCode.NONE) {
                group.initialized().add(partition);
            }
        }
    }

    private static SharePartitionKey key(ShareGroup group, SharedPartition partition) {
        return new SharePartitionKey(group.groupId(), partition.topicId(), partition.index());
    }

    private SortedSet<SharedPartition> partitionsOf(SortedSet<String> names) {
        SortedSet<SharedPartition> partitions = new TreeSet<>();
        for (String name : names) {
            topics.find(name).ifPresent(topic -> {
                for (int i = 0; i < topic.partitions(); i++) {
                    partitions.add(new SharedPartition(topic.id(), i));
                }
            });
        }
        return partitions;
    }

    /** ShareGroupDescribe; empty if there is no such share group. */
    public Optional<ShareGroupDescription> describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return Optional.ofNullable(groups.get(groupId)).map(ShareGroupDescription::of);
    }

    @Override
    public List<ListedGroup> list(long nowMs) {
        advanceTo(nowMs);
        return groups.values().stream()
                .map(group -> new ListedGroup(group.groupId(), TYPE, group.state(), TYPE))
                .toList();
    }

    @Override
    public boolean has(String groupId) {
        return groups.containsKey(groupId);
    }

    @Override
    public List<String> ids() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public boolean isEmpty(String groupId) {
        return checkEmpty(groupId) == ErrorCode.NONE;
    }

    @Override
    public boolean givesWay(String groupId) {
        return false;
    }

    @Override
    public boolean expires() {
        return false;
    }

    @Override
    public ErrorCode checkCommit(CommitRequest request, boolean inTransaction) {
        return ErrorCode.GROUP_ID_NOT_FOUND;
    }

    /** As in Apache Kafka, a share group is one that has committed no offsets. */
    @Override
    public ErrorCode checkFetch(String groupId, @Nullable String memberId, int memberEpoch, long nowMs) {
        return ErrorCode.NONE;
    }

    @Override
    public ErrorCode checkOffsetDeletion(String groupId) {
        return ErrorCode.GROUP_ID_NOT_FOUND;
    }

    @Override
    public Predicate<String> subscription(String groupId) {
        return topic -> false;
    }

    /** Also deletes what is kept of the group's partitions. */
    @Override
    public void remove(String groupId, Collection<CoordinatorRecord> records) {
        groups.remove(groupId);
        memory.add(-MemoryBudget.of(groupId));
        assignedAtMs.remove(groupId);
        states.forgetAll(key -> key.groupId().equals(groupId));
    }

    @Override
    public void moved(Predicate<String> movedGroup, long nowMs) {
        advanceTo(nowMs);
        for (ShareGroup group : groups.values()) {
            if (movedGroup.test(group.groupId())) {
                long endMs = nowMs + configs.of(group.groupId()).sessionTimeoutMs();
                group.members()
                        .forEach(member -> sessions.set(new MemberKey(group.groupId(), member.memberId()), endMs));
            }
        }
    }

    /** Whether the offsets of a group may be changed: NONE, GROUP_ID_NOT_FOUND, or NON_EMPTY_GROUP. */
    public ErrorCode checkEmpty(String groupId) {
        ShareGroup group = groups.get(groupId);
        if (group == null) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        return group.isEmpty() ? ErrorCode.NONE : ErrorCode.NON_EMPTY_GROUP;
    }

    /** DescribeShareGroupOffsets: the partitions whose state is kept, in order. */
    public List<SharedPartition> initialized(String groupId) {
        ShareGroup group = groups.get(groupId);
        return group == null ? List.of() : List.copyOf(group.initialized());
    }

    /**
     * AlterShareGroupOffsets: creates the group if there is none.
     *
     * @param anyTopic whether any of the topics exists; otherwise no group is created
     * @return NONE, or why its offsets may not be {@linkplain #checkAlterable altered}
     */
    public ErrorCode beginAltering(String groupId, boolean anyTopic) {
        ErrorCode error = checkAlterable(groupId);
        if (error == ErrorCode.NONE && anyTopic) {
            ShareGroup group = groups.getOrDefault(groupId, new ShareGroup(groupId));
            group.haveTopics();
            add(group);
        }
        return error;
    }

    /** AlterShareGroupOffsets, for a partition that exists and a group whose altering has {@linkplain #beginAltering begun}. */
    public ErrorCode alter(String groupId, SharedPartition partition, long startOffset) {
        ShareGroup group = groups.get(groupId);
        if (group == null) {
            return ErrorCode.GROUP_ID_NOT_FOUND;
        }
        ErrorCode error = states.initialize(key(group, partition), group.epoch(), startOffset);
        if (error == ErrorCode.NONE) {
            group.initialized().add(partition);
        }
        return error;
    }

    /**
     * Whether the offsets of a group may be altered, which need not exist.
     *
     * @return NONE, INVALID_GROUP_ID for an empty id, GROUP_ID_NOT_FOUND for a group of another type, or NON_EMPTY_GROUP
     */
    private ErrorCode checkAlterable(String groupId) {
        if (groupId.isEmpty()) {
            return ErrorCode.INVALID_GROUP_ID;
        }
        if (has(groupId)) {
            return checkEmpty(groupId);
        }
        boolean isFree = !allGroups.exists(groupId) && memory.hasRoomFor(MemoryBudget.of(groupId));
        return isFree ? ErrorCode.NONE : ErrorCode.GROUP_ID_NOT_FOUND;
    }

    /** Whether the group has ever had any topic that exists; otherwise Kafka says nothing of the topics whose offsets are to be deleted. */
    public boolean hasHadTopics(String groupId) {
        ShareGroup group = groups.get(groupId);
        return group != null && group.hasHadTopics();
    }

    /**
     * DeleteShareGroupOffsets, for a topic that exists and a group whose offsets may be changed.
     *
     * @return NONE, or UNKNOWN_TOPIC_OR_PARTITION if there are none
     */
    public ErrorCode deleteOffsets(String groupId, UUID topicId) {
        ShareGroup group = groups.get(groupId);
        if (group == null || !group.forgetTopic(topicId)) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        states.forgetAll(key -> key.groupId().equals(groupId) && key.topicId().equals(topicId));
        return ErrorCode.NONE;
    }

    /** Forgets what is kept of a topic. */
    public void topicDeleted(UUID topicId) {
        for (ShareGroup group : groups.values()) {
            boolean unused = group.forgetTopic(topicId);
        }
        states.forgetAll(key -> key.topicId().equals(topicId));
    }

    /** The name of a topic of an assignment; empty if it was deleted. */
    public Optional<String> topicName(UUID id) {
        return topics.find(id).map(KnownTopic::name);
    }

    /** Removes the members whose session has ended. */
    public void advanceTo(long timeMs) {
        for (MemberKey expired : new ArrayList<>(sessions.takeDue(timeMs))) {
            ShareGroup group = groups.get(expired.groupId());
            if (group != null && group.member(expired.memberId()) != null) {
                remove(group, expired.memberId());
            }
        }
    }

    /** When the next session ends; {@link Long#MAX_VALUE} for never. */
    public long nextDeadlineMs() {
        return sessions.nextMs();
    }
}
