package io.kspec.mock.group.consumer;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.MemberIdentity;
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
    private final ConsumerGroups groups;
    private final ConsumerGroupTable table;
    private final Heartbeats heartbeats;
    private final ClassicMembers classicMembers;

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
        SubscribedTopics subscribed = new SubscribedTopics(topics);
        MemberIds memberIds = new MemberIds(ids);
        EmbeddedProtocol embedded = new EmbeddedProtocol(topics);
        Conversion conversion = new Conversion(embedded, subscribed);
        this.groups = new ConsumerGroups(classicGroups, subscribed, settings, log, conversion);
        this.table = groups.table();
        this.heartbeats = new Heartbeats(classicGroups, groups, conversion, subscribed, memberIds);
        this.classicMembers = new ClassicMembers(groups, embedded, conversion, memberIds);
        classicGroups.add(this);
    }

    /** ConsumerGroupHeartbeat: a member joins, goes on or leaves. */
    public HeartbeatResult heartbeat(HeartbeatRequest request, long nowMs) {
        advanceTo(nowMs);
        return heartbeats.answer(request, nowMs);
    }

    /** ConsumerGroupDescribe: empty if there is no such consumer group. */
    public Optional<ConsumerGroupDescription> describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return Optional.ofNullable(table.find(groupId))
                .map(group -> ConsumerGroupDescription.of(
                        group, groups.settingsOf(groupId).assignors().get(0)));
    }

    @Override
    public List<ListedGroup> list(long nowMs) {
        advanceTo(nowMs);
        return table.all().stream()
                .map(group -> new ListedGroup(group.id(), "consumer", group.state(), "consumer"))
                .toList();
    }

    @Override
    public ErrorCode checkFetch(String groupId, @Nullable String memberId, int memberEpoch, long nowMs) {
        advanceTo(nowMs);
        return OffsetRules.fetch(existing(groupId), memberId, memberEpoch);
    }

    @Override
    public ErrorCode checkCommit(CommitRequest request, boolean inTransaction) {
        return OffsetRules.commit(existing(request.groupId()), request, inTransaction);
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
                            ? groups.settingsOf(group.id()).sessionTimeoutMs()
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
            groups.fence(group, List.of(member), atMs);
        }
    }

    /** The next time that {@link #advanceTo} has something to do, or {@link Deadlines#NEVER}. */
    public long nextDeadlineMs() {
        return table.timers().nextMs();
    }
}
