package io.kspec.mock.group.streams;

import io.kspec.mock.clock.Deadlines;
import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.classic.OtherGroups;
import io.kspec.mock.group.offsets.CommitRequest;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.streams.StreamsGroupTable.Deadline;
import io.kspec.mock.group.streams.StreamsGroupTable.Event;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The coordinator of all streams groups (KIP-1071). It behaves like that of Apache Kafka 4.3.1, which knows neither static members nor
 * warm-up tasks.
 *
 * <p>It has no clock, as {@link GroupCoordinator} has none, with which it shares group ids, offsets and memory. Not thread-safe: owned
 * by one thread.
 */
public final class StreamsGroupCoordinator implements OtherGroups {
    private static final String TYPE = "streams";

    private final GroupCoordinator allGroups;
    private final TopicTable topics;
    private final Function<String, StreamsGroupSettings> settings;
    private final CoordinatorLog log;
    private final StreamsGroupTable table;

    /**
     * Creates a coordinator without groups.
     *
     * @param allGroups the coordinator of groups of all types, which is told of this one
     * @param settings the settings for the group with an id
     * @param log keeps the records that Kafka's coordinator writes
     */
    public StreamsGroupCoordinator(
            GroupCoordinator allGroups,
            TopicTable topics,
            Function<String, StreamsGroupSettings> settings,
            CoordinatorLog log) {
        this.allGroups = allGroups;
        this.topics = topics;
        this.settings = settings;
        this.log = log;
        this.table = new StreamsGroupTable(allGroups.memory());
        allGroups.add(this);
    }

    /** StreamsGroupHeartbeat: a member joins, goes on or leaves. */
    public StreamsHeartbeatResult heartbeat(StreamsHeartbeat request, long nowMs) {
        advanceTo(nowMs);
        try {
            StreamsRules.check(request);
            return request.leaves() ? leave(request, nowMs) : goOn(request, nowMs);
        } catch (GroupRefusal refusal) {
            return StreamsHeartbeatResult.refused(refusal);
        }
    }

    private StreamsHeartbeatResult goOn(StreamsHeartbeat request, long nowMs) {
        String groupId = request.groupId();
        StreamsGroupSettings ofGroup = settings.apply(groupId);
        StreamsGroup known = request.joins() ? orNew(request, ofGroup) : existing(groupId);
        StreamsGroup group = known == null ? StreamsGroup.created(groupId) : known;
        StreamsMember member = member(group, request);
        StreamsRules.checkEpoch(member, request);
        StreamsGroupChange change = new StreamsGroupChange(group, topics, ofGroup, nowMs);
        StreamsMember updated = change.update(member, request);
        change.refresh(request);
        if (!allGroups.memory().hasRoomFor(change.taskBytes())) {
            throw noMemory();
        }
        Deadline first = Deadline.ofGroup(groupId);
        if (group.isEmpty()
                && ofGroup.initialRebalanceDelayMs() > 0
                && !table.deadlines().has(first)) {
            table.deadlines().set(first, nowMs + ofGroup.initialRebalanceDelayMs());
        }
        StreamsMember after =
                change.assign(updated, request.owned(), table.deadlines().has(first));
        StreamsHeartbeatResult result;
        try {
            result = change.answer(request, member, after, known == null);
        } catch (GroupRefusal failed) {
            if (known != null) {
                table.put(known.with(change.group().hint()));
            }
            throw failed;
        }
        if (known == null) {
            List<CoordinatorRecord> removal = new ArrayList<>();
            allGroups.giveUp(groupId, removal);
            change.records().addAll(0, removal);
        }
        StreamsGroup finished = change.group();
        table.put(known == null ? finished.with(StreamsGroup.Hint.NONE) : finished);
        allGroups.offsetsMayExpire(nowMs);
        log.append(groupId, change.records(), nowMs);
        schedule(groupId, updated, after, ofGroup, nowMs);
        return result;
    }

    /** The group that a member joins; null for a new one, which may take the place of a classic one without members. */
    private @Nullable StreamsGroup orNew(StreamsHeartbeat request, StreamsGroupSettings ofGroup) {
        String groupId = request.groupId();
        StreamsGroup group = table.find(groupId);
        if (group == null && allGroups.exists(groupId)) {
            boolean isEmptyClassic = allGroups
                    .image(groupId)
                    .map(image -> image.members().isEmpty())
                    .orElse(false);
            if (!isEmptyClassic) {
                throw missing(groupId);
            }
        }
        if (!allGroups.memory().hasRoomFor(request.heldBytes())) {
            throw noMemory();
        }
        if (group != null && group.members().size() >= ofGroup.maxSize()) {
            throw new GroupRefusal(
                    ErrorCode.GROUP_MAX_SIZE_REACHED,
                    "The streams group has " + ofGroup.maxSize() + " members, which are all that it may have.");
        }
        return group;
    }

    private static GroupRefusal noMemory() {
        return new GroupRefusal(ErrorCode.GROUP_MAX_SIZE_REACHED, "The mock broker has no memory left for groups.");
    }

    private static StreamsMember member(StreamsGroup group, StreamsHeartbeat request) {
        StreamsMember known = group.members().get(request.memberId());
        if (known != null) {
            return known;
        }
        if (request.joins()) {
            return StreamsMember.unknown(request.memberId());
        }
        throw unknown(request);
    }

    private static GroupRefusal unknown(StreamsHeartbeat request) {
        return new GroupRefusal(
                ErrorCode.UNKNOWN_MEMBER_ID,
                "There is no member " + request.memberId() + " in the group " + request.groupId() + ".");
    }

    private void schedule(
            String groupId, StreamsMember before, StreamsMember after, StreamsGroupSettings ofGroup, long nowMs) {
        String memberId = after.id();
        table.deadlines().set(new Deadline(groupId, memberId, Event.SESSION), nowMs + ofGroup.sessionTimeoutMs());
        if (after.progress().equals(before.progress())) {
            return;
        }
        boolean revokes = after.progress().state() == TaskState.UNREVOKED_TASKS;
        long endMs = nowMs + Math.max(0, after.profile().rebalanceTimeoutMs());
        table.deadlines().set(new Deadline(groupId, memberId, Event.REBALANCE), revokes ? endMs : Deadlines.NEVER);
    }

    private StreamsHeartbeatResult leave(StreamsHeartbeat request, long nowMs) {
        StreamsGroup group = existing(request.groupId());
        StreamsMember member = group.members().get(request.memberId());
        if (member == null) {
            throw unknown(request);
        }
        StreamsGroup told = request.shutsDown() ? StreamsGroupChange.shutDown(group, member.id()) : group;
        fence(told, member.id(), nowMs);
        return StreamsHeartbeatResult.left(member.id(), request.memberEpoch());
    }

    private void fence(StreamsGroup group, String memberId, long nowMs) {
        StreamsGroup left = group.without(memberId).withEpoch(group.epoch() + 1, group.basis());
        List<CoordinatorRecord> records = new ArrayList<>();
        StreamsGroupRecords.removeMember(group.id(), memberId, records);
        records.add(StreamsGroupRecords.group(left));
        table.forget(group.id(), memberId);
        table.put(left);
        allGroups.offsetsMayExpire(nowMs);
        log.append(group.id(), records, nowMs);
    }

    private GroupRefusal missing(String groupId) {
        return new GroupRefusal(ErrorCode.GROUP_ID_NOT_FOUND, missingText(groupId));
    }

    /** What a client is told about an id that is not that of a streams group. */
    public String missingText(String groupId) {
        return "The group " + groupId + (allGroups.exists(groupId) ? " is not a streams group." : " does not exist.");
    }

    private StreamsGroup existing(String groupId) {
        StreamsGroup group = table.find(groupId);
        if (group == null) {
            throw missing(groupId);
        }
        return group;
    }

    /** StreamsGroupDescribe; empty if there is no such streams group. */
    public Optional<StreamsGroupDescription> describe(String groupId, long nowMs) {
        advanceTo(nowMs);
        return Optional.ofNullable(table.find(groupId)).map(StreamsGroupDescription::of);
    }

    @Override
    public List<ListedGroup> list(long nowMs) {
        advanceTo(nowMs);
        return table.all().stream()
                .map(group -> new ListedGroup(group.id(), TYPE, group.state(), TYPE))
                .toList();
    }

    @Override
    public boolean has(String groupId) {
        return table.find(groupId) != null;
    }

    @Override
    public List<String> ids() {
        return table.all().stream().map(StreamsGroup::id).toList();
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
    public ErrorCode checkCommit(CommitRequest request, boolean inTransaction) {
        return StreamsOffsetRules.commit(existing(request.groupId()), request, inTransaction);
    }

    @Override
    public ErrorCode checkFetch(String groupId, @Nullable String memberId, int memberEpoch, long nowMs) {
        advanceTo(nowMs);
        return StreamsOffsetRules.fetch(existing(groupId), memberId, memberEpoch);
    }

    @Override
    public Predicate<String> subscription(String groupId) {
        StreamsGroup group = existing(groupId);
        StreamsTopology topology = group.topology();
        return topology == null || group.isEmpty() ? topic -> false : topic -> topology.reader(topic) != null;
    }

    @Override
    public void remove(String groupId, Collection<CoordinatorRecord> records) {
        StreamsGroupRecords.remove(existing(groupId), records);
        table.remove(groupId);
    }

    @Override
    public void moved(Predicate<String> movedGroup, long nowMs) {
        advanceTo(nowMs);
        for (StreamsGroup group : table.all()) {
            if (movedGroup.test(group.id())) {
                long endMs = nowMs + settings.apply(group.id()).sessionTimeoutMs();
                table.put(group.with(StreamsGroup.Hint.NONE));
                group.members().keySet().forEach(memberId -> table.deadlines()
                        .set(new Deadline(group.id(), memberId, Event.SESSION), endMs));
            }
        }
    }

    /** Removes the members whose deadline is at or before {@code nowMs}, and makes first assignments, in order of the deadlines. */
    public void advanceTo(long nowMs) {
        table.deadlines().handleDue(nowMs, this::expire);
    }

    private void expire(Deadline deadline, long atMs) {
        table.deadlines().set(deadline, Deadlines.NEVER);
        StreamsGroup group = table.find(deadline.groupId());
        if (group == null) {
            return;
        }
        if (deadline.event() == Event.FIRST_ASSIGNMENT) {
            if (!group.isEmpty() && group.epoch() > group.assignmentEpoch()) {
                StreamsGroupChange change = new StreamsGroupChange(group, topics, settings.apply(group.id()), atMs);
                change.assignAll();
                table.put(change.group());
                log.append(group.id(), change.records(), atMs);
            }
        } else if (group.members().containsKey(deadline.memberId())) {
            fence(group, deadline.memberId(), atMs);
        }
    }

    /** The next time that {@link #advanceTo} has something to do, or {@link Deadlines#NEVER}. */
    public long nextDeadlineMs() {
        return table.deadlines().nextMs();
    }
}
