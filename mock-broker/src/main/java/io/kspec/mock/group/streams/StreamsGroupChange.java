package io.kspec.mock.group.streams;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.TopicHash;
import io.kspec.mock.group.record.CoordinatorRecord;
import io.kspec.mock.group.streams.GroupStatus.Kind;
import io.kspec.mock.group.streams.StreamsGroup.Basis;
import io.kspec.mock.group.streams.StreamsGroup.Hint;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of a group by a heartbeat, step by step, with the records that Kafka writes of it. Nothing has happened until it is
 * applied.
 */
final class StreamsGroupChange {
    private final TopicTable topics;
    private final StreamsGroupSettings settings;
    private final long nowMs;
    private final List<CoordinatorRecord> records = new ArrayList<>();
    private final List<GroupStatus> status = new ArrayList<>();
    private final TaskOwners owners;
    private StreamsGroup group;
    private ConfiguredTopology configured;
    private boolean isChanged;

    StreamsGroupChange(StreamsGroup group, TopicTable topics, StreamsGroupSettings settings, long nowMs) {
        this.group = group;
        this.topics = topics;
        this.settings = settings;
        this.nowMs = nowMs;
        this.owners = TaskOwners.of(group.members().values());
        this.configured = configured(group, topics);
    }

    /** What the topology of a group means with the topics that exist. */
    private static ConfiguredTopology configured(StreamsGroup group, TopicTable topics) {
        StreamsTopology topology = group.topology();
        return topology == null
                ? ConfiguredTopology.impossible(new GroupStatus(Kind.MISSING_SOURCE_TOPICS, "There is no topology."))
                : TopologyConfiguration.of(topics, topology);
    }

    StreamsGroup group() {
        return group;
    }

    List<CoordinatorRecord> records() {
        return records;
    }

    /** Adds a member or what it tells about itself, and the topology of a new group. */
    StreamsMember update(StreamsMember member, StreamsHeartbeat request) {
        StreamsMember updated = member.with(member.profile().updated(request));
        if (!updated.equals(member)) {
            records.add(StreamsGroupRecords.member(group.id(), updated));
            isChanged = true;
        }
        StreamsTopology former = group.topology();
        StreamsTopology told = request.topology();
        if (former == null && told != null) {
            records.add(StreamsGroupRecords.topology(group.id(), told));
            group = group.with(told);
        } else if (former != null && told != null && former.epoch() <= told.epoch() && !former.equals(told)) {
            throw new GroupRefusal(
                    ErrorCode.INVALID_REQUEST, "The group has another topology, and updates are not supported.");
        }
        if (former != null && updated.profile().topologyEpoch() < former.epoch()) {
            status.add(new GroupStatus(
                    Kind.STALE_TOPOLOGY,
                    "The topology of the member has epoch " + updated.profile().topologyEpoch() + ", that of the group "
                            + former.epoch() + "."));
        }
        group = group.with(updated);
        return updated;
    }

    /** Takes notice of topics and configurations that have changed, and counts up the group epoch if anything has. */
    void refresh(StreamsHeartbeat request) {
        StreamsTopology topology = group.topology();
        long topicHash = topology == null ? 0 : TopicHash.of(topics, topology.requiredTopics());
        configured = configured(group, topics);
        boolean isOutdated =
                group.hint().configured() == null || topicHash != group.basis().topicHash();
        Hint hint = isOutdated ? group.hint().with(new TreeMap<>()) : group.hint();
        group = group.with(hint.with(configured));
        if (configured.isReady()) {
            StreamsRules.checkTasks(request, configured.running());
        }
        Basis basis = new Basis(
                topicHash,
                topology != null && configured.isReady() ? topology.epoch() : Basis.NOT_VALIDATED,
                settings.standbyReplicas());
        if (isChanged || !basis.equals(group.basis())) {
            group = group.withEpoch(group.epoch() + 1, basis);
            records.add(StreamsGroupRecords.group(group));
        }
    }

    /** The estimated memory of all tasks, in bytes. */
    long taskBytes() {
        long tasks = configured.running().values().stream()
                .mapToLong(subtopology -> subtopology.tasks() * (1L + settings.standbyReplicas()))
                .sum();
        return StreamsMember.TASK_BYTES * tasks;
    }

    /**
     * Assigns all tasks if the group epoch demands it, and takes a member closer to its own ones.
     *
     * @param isFirstDelayed whether the group still waits for its first members
     */
    StreamsMember assign(StreamsMember member, @Nullable Tasks owned, boolean isFirstDelayed) {
        int targetEpoch = group.assignmentEpoch();
        Tasks target = group.target(member.id());
        if (isFirstDelayed) {
            target = Tasks.NONE;
            status.add(new GroupStatus(Kind.ASSIGNMENT_DELAYED, "The group waits for its first members."));
        } else if (group.epoch() > targetEpoch) {
            if (group.assignedAtMs() == 0 || nowMs - group.assignedAtMs() >= settings.assignmentIntervalMs()) {
                assignAll();
                targetEpoch = group.assignmentEpoch();
                target = group.target(member.id());
            } else {
                status.add(new GroupStatus(Kind.ASSIGNMENT_DELAYED, "The last assignment was not long ago."));
            }
        }
        StreamsProgress progress = member.progress().hasReached(targetEpoch)
                ? member.progress()
                : new TaskReconciliation(member, targetEpoch, target, owners, owned).next();
        StreamsMember after = member.with(progress);
        if (!after.equals(member)) {
            records.add(StreamsGroupRecords.current(group.id(), after));
            group = group.with(after);
        }
        return after;
    }

    /** Makes the target assignments of all members for the present group epoch. */
    void assignAll() {
        Map<String, StreamsMember> inOrderOfKafka = new HashMap<>();
        group.members().forEach(inOrderOfKafka::put);
        SortedMap<String, Tasks> former = group.targets();
        SortedMap<String, Tasks> assigned = StickyTaskAssignor.assign(
                inOrderOfKafka.values(), former, configured.running(), settings.standbyReplicas());
        assigned.forEach((memberId, tasks) -> {
            if (!tasks.equals(former.get(memberId))) {
                records.add(StreamsGroupRecords.target(group.id(), memberId, tasks));
            }
        });
        group = group.withTargets(assigned, nowMs);
        records.add(StreamsGroupRecords.targetEpoch(group));
    }

    /** Remembers who was the first to ask all members to stop. */
    static StreamsGroup shutDown(StreamsGroup group, String memberId) {
        Hint hint = group.hint();
        return hint.shutdownBy() == null ? group.with(hint.shutDownBy(memberId)) : group;
    }

    /**
     * Tells the member what has become of its heartbeat.
     *
     * @param isNew whether the group did not exist before, so that Kafka does not tell an epoch of endpoints
     */
    StreamsHeartbeatResult answer(StreamsHeartbeat request, StreamsMember before, StreamsMember after, boolean isNew) {
        if (request.shutsDown()) {
            group = shutDown(group, after.id());
        }
        boolean isNews = request.joins()
                || !after.progress().assigned().equals(before.progress().assigned());
        if (isNews) {
            group = group.with(group.hint().withoutEndpoint(after.id()));
        }
        if (isNews && after.profile().endpoint() != null) {
            group = group.with(group.hint().withNextEndpoints());
        }
        boolean tellsEndpoints = group.hint().endpointEpoch() != request.endpointEpoch();
        if (tellsEndpoints) {
            group = group.with(group.hint().with(EndpointTasks.of(group, configured, topics)));
        }
        Hint hint = group.hint();
        GroupStatus problem = configured.problem();
        if (problem != null) {
            status.add(problem);
        }
        if (hint.shutdownBy() != null) {
            status.add(new GroupStatus(
                    Kind.SHUTDOWN_APPLICATION, "The member " + hint.shutdownBy() + " has asked all others to stop."));
        }
        return new StreamsHeartbeatResult(
                ErrorCode.NONE,
                null,
                after.id(),
                after.epoch(),
                settings.heartbeatIntervalMs(),
                status,
                isNews ? after.progress().assigned() : null,
                isNew ? 0 : hint.endpointEpoch(),
                tellsEndpoints ? List.copyOf(hint.endpoints().values()) : null,
                configured.missing());
    }
}
