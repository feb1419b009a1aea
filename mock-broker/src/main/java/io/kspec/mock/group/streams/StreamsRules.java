package io.kspec.mock.group.streams;

import io.kspec.mock.group.GroupRefusal;
import io.kspec.mock.group.streams.ConfiguredTopology.ConfiguredSubtopology;
import io.kspec.protocol.ErrorCode;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What a StreamsGroupHeartbeat must be like, as Apache Kafka 4.3.1 demands it. */
final class StreamsRules {
    /** The largest size of a topology: a limit of the mock's, not of Kafka's. */
    static final int MAX_PARTS = 5_000;

    private StreamsRules() {}

    /**
     * Checks a request, whatever group it is for.
     *
     * @throws GroupRefusal with INVALID_REQUEST or STREAMS_INVALID_TOPOLOGY
     */
    static void check(StreamsHeartbeat request) {
        checkSupported(request);
        requireText("MemberId", request.memberId());
        requireText("GroupId", request.groupId());
        requireText("RackId", request.rackId());
        if (request.joins()) {
            checkJoin(request);
        } else {
            require(request.memberEpoch() >= StreamsHeartbeat.LEAVE, "The MemberEpoch must be -1 or more.");
            require(request.topology() == null, "Only a member that joins may have a Topology.");
        }
        boolean tells = request.active() != null || request.standby() != null || request.warmup() != null;
        require(!tells || request.owned() != null, "A member that tells tasks must tell all types of them.");
    }

    private static void checkSupported(StreamsHeartbeat request) {
        require(request.instanceId() == null, "Static members are not supported.");
        require(!request.tellsOffsets(), "Offsets of tasks are not supported.");
        require(request.warmup() == null || request.warmup().isEmpty(), "Warm-up tasks are not supported.");
        StreamsTopology topology = request.topology();
        if (topology != null) {
            topology.subtopologies()
                    .forEach(subtopology -> require(
                            subtopology.sourceTopicRegexes().isEmpty(),
                            "Regular expressions for source topics are not supported."));
        }
    }

    private static void checkJoin(StreamsHeartbeat request) {
        require(
                request.rebalanceTimeoutMs() != StreamsHeartbeat.UNCHANGED,
                "A member that joins must have a RebalanceTimeoutMs.");
        requireNone("ActiveTasks", request.active());
        requireNone("StandbyTasks", request.standby());
        requireNone("WarmupTasks", request.warmup());
        StreamsTopology topology = request.topology();
        if (topology == null) {
            throw new GroupRefusal(ErrorCode.INVALID_REQUEST, "A member that joins must have a Topology.");
        }
        if (topology.size() > MAX_PARTS) {
            throw new GroupRefusal(
                    ErrorCode.STREAMS_INVALID_TOPOLOGY,
                    "The mock broker supports topologies of at most " + MAX_PARTS
                            + " subtopologies, topics and copartition groups, found " + topology.size() + ".");
        }
        for (Subtopology subtopology : topology.subtopologies()) {
            if (!subtopology.hasValidPositions()) {
                throw new GroupRefusal(
                        ErrorCode.UNKNOWN_SERVER_ERROR,
                        "A copartition group of the subtopology " + subtopology.id()
                                + " names topics that it does not read.");
            }
            for (InternalTopic changelog : subtopology.changelogTopics()) {
                if (changelog.partitions() != 0) {
                    throw new GroupRefusal(
                            ErrorCode.STREAMS_INVALID_TOPOLOGY,
                            "The changelog topic " + changelog.name()
                                    + " must leave its number of partitions open, found " + changelog.partitions()
                                    + ".");
                }
            }
        }
    }

    private static void requireNone(String field, @Nullable SortedSet<TaskId> tasks) {
        require(tasks != null && tasks.isEmpty(), "A member that joins must have empty " + field + ".");
    }

    private static void requireText(String field, @Nullable String value) {
        require(value == null || !value.trim().isEmpty(), field + " must not be empty.");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new GroupRefusal(ErrorCode.INVALID_REQUEST, message);
        }
    }

    /**
     * Checks the epoch that a member knows.
     *
     * @throws GroupRefusal with FENCED_MEMBER_EPOCH
     */
    static void checkEpoch(StreamsMember member, StreamsHeartbeat request) {
        int known = member.epoch();
        int told = request.memberEpoch();
        if (told == StreamsHeartbeat.JOIN || told == known) {
            return;
        }
        Tasks owned = request.owned();
        boolean hasLostResponse = told < known
                && told == member.progress().previousEpoch()
                && owned != null
                && member.progress().assigned().containsAll(owned);
        if (!hasLostResponse) {
            throw new GroupRefusal(
                    ErrorCode.FENCED_MEMBER_EPOCH,
                    "The member epoch is " + known + ", found " + told
                            + ". The member must give up all tasks and join again.");
        }
    }

    /**
     * Checks that the tasks of a member exist.
     *
     * @throws GroupRefusal with INVALID_REQUEST
     */
    static void checkTasks(StreamsHeartbeat request, SortedMap<String, ConfiguredSubtopology> subtopologies) {
        checkTasks(request.active(), subtopologies);
        checkTasks(request.standby(), subtopologies);
        checkTasks(request.warmup(), subtopologies);
    }

    private static void checkTasks(
            @Nullable SortedSet<TaskId> tasks, SortedMap<String, ConfiguredSubtopology> subtopologies) {
        if (tasks == null) {
            return;
        }
        for (TaskId task : tasks) {
            ConfiguredSubtopology subtopology = subtopologies.get(task.subtopology());
            require(
                    subtopology != null && task.partition() >= 0 && task.partition() < subtopology.tasks(),
                    "There is no task " + task.partition() + " of the subtopology " + task.subtopology() + ".");
        }
    }
}
