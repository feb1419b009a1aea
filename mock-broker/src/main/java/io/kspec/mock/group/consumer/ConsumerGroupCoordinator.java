package io.kspec.mock.group.consumer;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemberIdentity;
import io.kspec.mock.group.MemoryBudget;
import io.kspec.mock.group.classic.ClassicGroupImage;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.classic.JoinRequest;
import io.kspec.mock.group.classic.JoinResult;
import io.kspec.mock.group.classic.LeaveResult;
import io.kspec.mock.group.classic.OtherGroups;
import io.kspec.mock.group.classic.Reply;
import io.kspec.mock.group.classic.SyncRequest;
import io.kspec.mock.group.classic.SyncResult;
import io.kspec.mock.group.consumer.ConsumerGroupTable.Timeout;
import io.kspec.mock.group.consumer.ConsumerGroupTable.Timer;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all consumer groups (KIP-848). It behaves like that of Apache Kafka 4.3.1.
 *
 * <p>A heartbeat is answered at once: the member is added or changed, the group epoch counted up if that matters to others, the
 * target assignments made if the group epoch is ahead of them, and the member taken one step closer to its target. Regular
 * expressions are matched right after the response, where Kafka takes a moment.
 *
 * <p>It has no clock, as {@link GroupCoordinator} has none, with which it shares group ids, offsets and memory. Not thread-safe: owned
 * by one thread.
 */
public final class ConsumerGroupCoordinator implements OtherGroups {
    private final GroupCoordinator classicGroups;
    private final ConsumerGroupTable table;
    private final SubscribedTopics topics;
    private final Function<String, ConsumerGroupSettings> settings;
    private final MemberIds ids;
    private final CoordinatorLog log;
    private final Conversion conversion;
    private final ClassicMembers classicMembers;
    private final MemoryBudget memory;

    /**
     * Creates a coordinator without groups.
     *
     * @param classicGroups the coordinator of classic groups, which is told of this one
     * @param settings the settings for the group with an id
     * @param ids generates member ids
     * @param log keeps the records that Kafka's coordinator writes
     */
    public ConsumerGroupCoordinator(
            GroupCoordinator classicGroups,
            TopicTable topics,
            Function<String, ConsumerGroupSettings> settings,
            Supplier<UUID> ids,
            CoordinatorLog log) {
        this.classicGroups = classicGroups;
        this.memory = classicGroups.memory();
        this.table = new ConsumerGroupTable(memory);
        this.topics = new SubscribedTopics(topics);
        this.settings = settings;
        this.ids = new MemberIds(ids);
        this.log = log;
        EmbeddedProtocol embedded = new EmbeddedProtocol(topics);
        this.conversion = new Conversion(embedded, this.topics);
        this.classicMembers = new ClassicMembers(this, embedded, conversion, this.ids);
        classicGroups.add(this);
    }

    /** ConsumerGroupHeartbeat: a member joins, goes on or leaves. */
    public HeartbeatResult heartbeat(HeartbeatRequest request, long nowMs) {
        advanceTo(nowMs);
        ConsumerGroupSettings ofGroup = settings.apply(request.groupId());
        try {
            HeartbeatRules.check(request, ofGroup.assignors());
            return request.leaves() ? leave(request, nowMs) : goOn(request, ofGroup, nowMs);
        } catch (GroupRefusal refusal) {
            return HeartbeatResult.refused(refusal);
        }
    }

    private HeartbeatResult goOn(HeartbeatRequest request, ConsumerGroupSettings ofGroup, long nowMs) {
        if (!memory.hasRoomFor(request.heldBytes())) {
            throw new GroupRefusal(ErrorCode.GROUP_MAX_SIZE_REACHED, "The mock broker has no memory left for groups.");
        }
        ConsumerGroup found = table.find(request.groupId());
        ClassicGroupImage upgrading = found == null ? classicImage(request) : null;
        if (found == null && upgrading == null && !request.joins()) {
            throw notFound(request.groupId());
        }
        ConsumerGroup group = found;
        if (group == null) {
            group = upgrading == null || upgrading.members().isEmpty()
                    ? ConsumerGroup.created(request.groupId())
                    : conversion.upgraded(upgrading, ofGroup);
        }
        GroupChange change = new GroupChange(group, topics, ofGroup, nowMs);
        change.checkSize(request.memberId());
        if (upgrading != null && !upgrading.members().isEmpty()) {
            ConsumerGroupRecords.write(group, change.records());
        }
        String memberId = request.memberId().isEmpty() ? ids.next() : request.memberId();
        ConsumerMember member = Membership.ofHeartbeat(change, request, memberId);
        ConsumerMember updated = member.with(member.profile().updated(request));
        GroupChange.Update update = change.update(member, updated);
        change.refresh(update.rebalances());
        change.assign();
        ConsumerMember after = change.reconcile(updated, update.subscription(), request.owned());
        if (upgrading != null) {
            upgrade(upgrading, change, nowMs);
        }
        apply(change, nowMs);
        table.schedule(group.id(), memberId, Timeout.SESSION, nowMs + ofGroup.sessionTimeoutMs());
        scheduleRevocation(group.id(), updated, after, nowMs);
        if (update.matches()) {
            match(change.finished(), nowMs);
        }
        boolean isNews = request.isFull()
                || !after.progress().assigned().equals(member.progress().assigned());
        return HeartbeatResult.of(after, ofGroup.heartbeatIntervalMs(), isNews);
    }

    /** The classic group that a heartbeat is for; null if there is none. */
    private @Nullable ClassicGroupImage classicImage(HeartbeatRequest request) {
        Optional<ClassicGroupImage> image = classicGroups.image(request.groupId());
        if (image.isPresent() && !request.joins()) {
            throw new GroupRefusal(
                    ErrorCode.GROUP_ID_NOT_FOUND, "The group " + request.groupId() + " is not a consumer group.");
        }
        return image.orElse(null);
    }

    /** A classic group ends here; its members go on in the consumer group. */
    private void upgrade(ClassicGroupImage image, GroupChange change, long nowMs) {
        List<CoordinatorRecord> removal = new ArrayList<>();
        classicGroups.giveUp(image.groupId(), removal);
        change.records().addAll(0, removal);
        image.members()
                .forEach(member -> table.schedule(
                        image.groupId(),
                        member.id(),
                        Timeout.SESSION,
                        nowMs + member.terms().sessionTimeoutMs()));
    }

    /** A member that has to give up partitions must do so in time. */
    void scheduleRevocation(String groupId, ConsumerMember before, ConsumerMember after, long nowMs) {
        if (after.progress().equals(before.progress()) || after.usesClassicProtocol()) {
            return;
        }
        if (after.progress().state() == ReconciliationState.UNREVOKED_PARTITIONS) {
            long spanMs = Math.max(0, after.profile().rebalanceTimeoutMs());
            table.schedule(groupId, after.id(), Timeout.REBALANCE, nowMs + spanMs);
        } else {
            table.cancel(groupId, after.id(), Timeout.REBALANCE);
        }
    }

    private HeartbeatResult leave(HeartbeatRequest request, long nowMs) {
        ConsumerGroup group = table.find(request.groupId());
        if (group == null) {
            throw notFound(request.groupId());
        }
        ConsumerMember member = Membership.known(group, request.memberId(), request.instanceId());
        if (request.memberEpoch() == MemberProgress.STATIC_LEAVE) {
            GroupChange change = change(group, nowMs);
            change.progress(member, member.progress().onLeave());
            apply(change, nowMs);
        } else {
            fence(group, List.of(member), nowMs);
        }
        return HeartbeatResult.left(member.id(), request.memberEpoch());
    }

    private GroupRefusal notFound(String groupId) {
        return new GroupRefusal(ErrorCode.GROUP_ID_NOT_FOUND, "There is no consumer group " + groupId + ".");
    }

    /** Removes members, after which the group may have only members left that use the classic protocol. */
    void fence(ConsumerGroup group, Collection<ConsumerMember> leaving, long nowMs) {
        if (leaving.isEmpty()) {
            return;
        }
        int left = group.members().size() - leaving.size();
        if (left > 0 && group.isClassicWithout(leaving) && mayDowngrade(group.id(), left)) {
            downgrade(group, group.without(leaving), true, nowMs);
            return;
        }
        GroupChange change = change(group, nowMs);
        change.remove(leaving);
        apply(change, nowMs);
    }

    boolean mayDowngrade(String groupId, int members) {
        return settings.apply(groupId).migration().downgrades() && members <= classicGroups.maxSize();
    }

    /**
     * Turns a group into a classic one.
     *
     * @param written the group that its records show
     * @param left the group that is left of it
     * @param rebalances whether its members must join again
     */
    void downgrade(ConsumerGroup written, ConsumerGroup left, boolean rebalances, long nowMs) {
        List<CoordinatorRecord> records = new ArrayList<>();
        ConsumerGroupRecords.remove(written, records);
        table.remove(written.id());
        log.append(written.id(), records, nowMs);
        classicGroups.adopt(conversion.downgraded(left), rebalances, nowMs);
    }

    /** A change of a group that has not been applied yet. */
    GroupChange change(ConsumerGroup group, long nowMs) {
        return new GroupChange(group, topics, settings.apply(group.id()), nowMs);
    }

    void apply(GroupChange change, long nowMs) {
        table.put(change.finished());
        classicGroups.offsetsMayExpire(nowMs);
        log.append(change.group().id(), change.records(), nowMs);
    }

    /** Matches the regular expressions of a group with the topics. */
    void match(ConsumerGroup group, long nowMs) {
        GroupChange matched = change(group, nowMs);
        matched.match();
        apply(matched, nowMs);
    }

    ConsumerGroupTable table() {
        return table;
    }

    ConsumerGroupSettings settingsOf(String groupId) {
        return settings.apply(groupId);
    }

    /** ConsumerGroupDescribe: empty if there is no such consumer group. */
    public Optional<ConsumerGroupDescription> describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return Optional.ofNullable(table.find(groupId))
                .map(group -> ConsumerGroupDescription.of(
                        group, settings.apply(groupId).assignors().get(0)));
    }

    /** ListGroups: all consumer groups, by id. */
    public List<ListedGroup> list(long nowMs) {
        advanceTo(nowMs);
        return table.all().stream()
                .map(group -> new ListedGroup(group.id(), "consumer", group.state(), "consumer"))
                .toList();
    }

    /**
     * OffsetFetch: NONE, or why a member may not fetch offsets.
     *
     * @param memberId null if the client is no member, or does not say so
     */
    public ErrorCode checkFetch(String groupId, @Nullable String memberId, int memberEpoch, long nowMs) {
        advanceTo(nowMs);
        ConsumerGroup group = table.find(groupId);
        if (group == null || (memberId == null && memberEpoch < 0)) {
            return ErrorCode.NONE;
        }
        ConsumerMember member = memberId == null ? null : group.member(memberId);
        if (member == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        return member.epoch() == memberEpoch ? ErrorCode.NONE : wrongEpoch(member);
    }

    private static ErrorCode wrongEpoch(ConsumerMember member) {
        return member.usesClassicProtocol() ? ErrorCode.ILLEGAL_GENERATION : ErrorCode.STALE_MEMBER_EPOCH;
    }

    @Override
    public ErrorCode checkCommit(CommitRequest request, boolean inTransaction) {
        ConsumerGroup group = existing(request.groupId());
        String memberId = request.member().memberId();
        int epoch = request.generationId();
        if (epoch < 0 && group.isEmpty()) {
            return ErrorCode.NONE;
        }
        if (inTransaction
                && epoch == -1
                && memberId.isEmpty()
                && request.member().instanceId() == null) {
            return ErrorCode.NONE;
        }
        ConsumerMember member = group.member(memberId);
        if (member == null) {
            return ErrorCode.UNKNOWN_MEMBER_ID;
        }
        if (!inTransaction && !member.usesClassicProtocol() && !request.knowsGroupIdNotFound()) {
            return ErrorCode.UNSUPPORTED_VERSION;
        }
        if (epoch == member.epoch()) {
            return ErrorCode.NONE;
        }
        boolean isNewer = epoch > member.epoch();
        boolean allAssignedSince = request.offsets().stream()
                .allMatch(offset -> wasAssignedBy(
                        member, offset.committed().topicId(), offset.partition().partition(), epoch));
        if (!isNewer && allAssignedSince) {
            return ErrorCode.NONE;
        }
        return inTransaction && isNewer ? ErrorCode.ILLEGAL_GENERATION : wrongEpoch(member);
    }

    /** Whether a member has had a partition in an epoch and still has it, or has not given it up yet (KIP-1251). */
    private static boolean wasAssignedBy(ConsumerMember member, @Nullable UUID topic, int partition, int epoch) {
        if (topic == null) {
            return false;
        }
        Integer assigned = member.progress().assigned().epoch(topic, partition);
        Integer since = assigned == null ? member.progress().revoking().epoch(topic, partition) : assigned;
        return since != null && epoch >= since;
    }

    private ConsumerGroup existing(String groupId) {
        ConsumerGroup group = table.find(groupId);
        if (group == null) {
            throw new IllegalArgumentException("expected one of the consumer groups, found " + groupId);
        }
        return group;
    }

    @Override
    public boolean has(String groupId) {
        return table.find(groupId) != null;
    }

    @Override
    public List<String> ids() {
        return table.ids();
    }

    @Override
    public boolean isEmpty(String groupId) {
        return existing(groupId).isEmpty();
    }

    @Override
    public boolean givesWay(String groupId) {
        return existing(groupId).isEmpty();
    }

    @Override
    public void join(JoinRequest request, long nowMs, Reply<JoinResult> reply) {
        advanceTo(nowMs);
        classicMembers.join(existing(request.groupId()), request, nowMs, reply);
    }

    @Override
    public SyncResult sync(SyncRequest request, long nowMs) {
        advanceTo(nowMs);
        return classicMembers.sync(existing(request.groupId()), request, nowMs);
    }

    @Override
    public ErrorCode heartbeat(String groupId, MemberIdentity member, int generationId, long nowMs) {
        advanceTo(nowMs);
        return classicMembers.heartbeat(existing(groupId), member, generationId, nowMs);
    }

    @Override
    public LeaveResult leave(String groupId, List<MemberIdentity> members, long nowMs) {
        advanceTo(nowMs);
        return classicMembers.leave(existing(groupId), members, nowMs);
    }

    @Override
    public Predicate<String> subscription(String groupId) {
        return existing(groupId).subscribed()::contains;
    }

    @Override
    public void remove(String groupId, Collection<CoordinatorRecord> records) {
        ConsumerGroupRecords.remove(existing(groupId), records);
        table.remove(groupId);
    }

    @Override
    public void moved(Predicate<String> movedGroup, long nowMs) {
        advanceTo(nowMs);
        for (ConsumerGroup group : table.all()) {
            if (movedGroup.test(group.id())) {
                group.members().values().forEach(member -> {
                    ClassicSide classic = member.profile().classic();
                    int sessionMs = classic == null
                            ? settings.apply(group.id()).sessionTimeoutMs()
                            : classic.sessionTimeoutMs();
                    table.schedule(group.id(), member.id(), Timeout.SESSION, nowMs + sessionMs);
                });
            }
        }
    }

    /** Removes the members whose deadline is at or before {@code nowMs}, in order of the deadlines. */
    public void advanceTo(long nowMs) {
        table.timers().handleDue(nowMs, this::expire);
    }

    private void expire(Timer timer, long atMs) {
        table.timers().set(timer, Deadlines.NEVER);
        ConsumerGroup group = table.find(timer.groupId());
        ConsumerMember member = group == null ? null : group.member(timer.memberId());
        boolean isAway =
                timer.timeout() == Timeout.REBALANCE && member != null && member.epoch() == MemberProgress.STATIC_LEAVE;
        if (group != null && member != null && !isAway) {
            fence(group, List.of(member), atMs);
        }
    }

    /** The next time that {@link #advanceTo} has something to do, or {@link Deadlines#NEVER}. */
    public long nextDeadlineMs() {
        return table.timers().nextMs();
    }
}
