package io.kspec.mock.group.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.config.BrokerConfigs;
import io.kspec.mock.group.GroupSettings;
import io.kspec.mock.group.ListedGroup;
import io.kspec.mock.group.classic.GroupCoordinator;
import io.kspec.mock.group.record.CoordinatorLog;
import io.kspec.mock.group.streams.GroupStatus.Kind;
import io.kspec.mock.log.LogSpace;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a random walk beside Apache Kafka cannot reach: the passing of time, and limits. */
class StreamsGroupTest {
    private static final String GROUP = "g";
    private static final int SESSION_MS = 10_000;
    private static final int REBALANCE_MS = 4_000;
    private static final int HEARTBEAT_MS = 500;
    private static final int MAX_SIZE = 3;

    private int ids;
    private final Supplier<UUID> newIds = () -> new UUID(0, ++ids);
    private final TopicTable topics = new TopicTable(newIds, new LogSpace(1 << 20), new BrokerConfigs());
    private StreamsGroupSettings settings = new StreamsGroupSettings(SESSION_MS, HEARTBEAT_MS, 0, 0, 0, MAX_SIZE);
    private StreamsGroupCoordinator groups = coordinator(GroupSettings.DEFAULTS);
    private long nowMs = 1_000;

    private StreamsGroupCoordinator coordinator(GroupSettings ofAll) {
        return new StreamsGroupCoordinator(
                new GroupCoordinator(ofAll, newIds), topics, group -> settings, CoordinatorLog.NONE);
    }

    private static StreamsTopology reading(String topic) {
        return new StreamsTopology(
                0,
                List.of(new Subtopology("0", List.of(topic), List.of(), List.of(), List.of(), List.of(), List.of())));
    }

    private StreamsHeartbeatResult send(
            String memberId, int epoch, @Nullable StreamsTopology topology, @Nullable SortedSet<TaskId> active) {
        boolean tells = active != null;
        return groups.heartbeat(
                new StreamsHeartbeat(
                        GROUP,
                        memberId,
                        epoch,
                        0,
                        null,
                        null,
                        topology == null ? StreamsHeartbeat.UNCHANGED : REBALANCE_MS,
                        topology,
                        active,
                        tells ? new TreeSet<>() : null,
                        tells ? new TreeSet<>() : null,
                        false,
                        topology == null ? null : "process of " + memberId,
                        null,
                        topology == null ? null : new TreeMap<>(Map.of()),
                        false,
                        "c",
                        "/h"),
                nowMs);
    }

    private StreamsHeartbeatResult join(String memberId) {
        return send(memberId, StreamsHeartbeat.JOIN, reading("orders"), new TreeSet<>());
    }

    private StreamsHeartbeatResult beat(String memberId, int epoch) {
        return send(memberId, epoch, null, null);
    }

    private static SortedSet<TaskId> tasks(int... partitions) {
        SortedSet<TaskId> tasks = new TreeSet<>();
        for (int partition : partitions) {
            tasks.add(new TaskId("0", partition));
        }
        return tasks;
    }

    private List<String> members() {
        return groups.describe(GROUP, nowMs).orElseThrow().members().stream()
                .map(StreamsGroupDescription.DescribedMember::id)
                .toList();
    }

    private void createTopic(int partitions) {
        assertThat(topics.create("orders", partitions, TopicConfigs.DEFAULTS).partitions())
                .hasSize(partitions);
    }

    @Test
    void newGroupWaitsForMembersBeforeItAssignsTasks() {
        createTopic(2);
        settings = new StreamsGroupSettings(SESSION_MS, HEARTBEAT_MS, 0, 3_000, 0, MAX_SIZE);

        StreamsHeartbeatResult first = join("a");
        StreamsHeartbeatResult second = join("b");
        assertThat(first.status()).extracting(GroupStatus::kind).containsExactly(Kind.ASSIGNMENT_DELAYED);
        assertThat(first.memberEpoch()).isEqualTo(1);
        assertThat(beat("a", 1).memberEpoch()).isEqualTo(1);
        assertThat(first.tasks()).isEqualTo(Tasks.NONE);
        assertThat(groups.nextDeadlineMs()).isEqualTo(nowMs + 3_000);

        nowMs += 3_000;
        StreamsHeartbeatResult assigned = join("a");
        assertThat(assigned.status()).isEmpty();
        assertThat(second.memberEpoch()).isEqualTo(1);
        assertThat(List.of(assigned, join("b")))
                .extracting(result -> Objects.requireNonNull(result.tasks()).active())
                .containsExactlyInAnyOrder(tasks(0), tasks(1));
    }

    @Test
    void tasksAreNotAssignedAgainBeforeTheInterval() {
        createTopic(2);
        settings = new StreamsGroupSettings(SESSION_MS, HEARTBEAT_MS, 1_000, 0, 0, MAX_SIZE);
        assertThat(join("a").tasks()).extracting(Tasks::active).isEqualTo(tasks(0, 1));

        nowMs += 999;
        StreamsHeartbeatResult early = join("b");
        assertThat(early.status()).extracting(GroupStatus::kind).containsExactly(Kind.ASSIGNMENT_DELAYED);
        assertThat(groups.describe(GROUP, nowMs))
                .map(StreamsGroupDescription::state)
                .contains("Assigning");

        nowMs += 1;
        StreamsHeartbeatResult due = beat("b", early.memberEpoch());
        assertThat(due.status()).isEmpty();
        assertThat(groups.describe(GROUP, nowMs))
                .map(StreamsGroupDescription::state)
                .contains("Reconciling");
    }

    @Test
    void silentMemberIsRemovedWhenItsSessionEnds() {
        createTopic(2);
        int epoch = join("a").memberEpoch();
        nowMs += SESSION_MS - 1;
        assertThat(beat("a", epoch).error()).isEqualTo(ErrorCode.NONE);
        nowMs += SESSION_MS - 1;
        assertThat(members()).containsExactly("a");

        nowMs += 1;

        assertThat(members()).isEmpty();
        assertThat(groups.list(nowMs)).containsExactly(new ListedGroup(GROUP, "streams", "Empty", "streams"));
        assertThat(beat("a", epoch).error()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(groups.nextDeadlineMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void memberThatKeepsTasksIsRemovedAfterItsRebalanceTimeout() {
        createTopic(2);
        int epoch = join("a").memberEpoch();
        assertThat(join("b").tasks()).isEqualTo(Tasks.NONE);
        StreamsHeartbeatResult told = send("a", epoch, null, tasks(0, 1));
        assertThat(told.tasks()).extracting(Tasks::active).isEqualTo(tasks(0));

        nowMs += REBALANCE_MS - 1;
        assertThat(send("a", epoch, null, tasks(0, 1)).memberEpoch()).isEqualTo(epoch);
        assertThat(members()).containsExactly("a", "b");
        nowMs += 1;

        assertThat(members()).containsExactly("b");
    }

    @Test
    void memberThatGivesUpTasksInTimeStays() {
        createTopic(2);
        int epoch = join("a").memberEpoch();
        int other = join("b").memberEpoch();
        assertThat(send("a", epoch, null, tasks(0, 1)).memberEpoch()).isEqualTo(epoch);
        assertThat(send("a", epoch, null, tasks(0)).memberEpoch()).isEqualTo(other);
        assertThat(beat("b", other).tasks()).extracting(Tasks::active).isEqualTo(tasks(1));

        nowMs += REBALANCE_MS;

        assertThat(members()).containsExactly("a", "b");
    }

    @Test
    void groupHasNoMoreMembersThanAllowed() {
        createTopic(1);
        assertThat(List.of(join("a").error(), join("b").error(), join("c").error()))
                .containsOnly(ErrorCode.NONE);

        assertThat(join("d").error()).isEqualTo(ErrorCode.GROUP_MAX_SIZE_REACHED);
    }

    @Test
    void memoryOfTopologiesAndTasksIsLimited() {
        createTopic(1_000);
        groups = coordinator(GroupSettings.DEFAULTS.withHeldBytes(10_000));

        assertThat(join("a").error()).isEqualTo(ErrorCode.GROUP_MAX_SIZE_REACHED);
        assertThat(groups.list(nowMs)).isEmpty();
    }

    @Test
    void sizeOfTopologiesIsLimited() {
        createTopic(1);
        List<Subtopology> many = Collections.nCopies(
                StreamsRules.MAX_PARTS / 2 + 1,
                reading("orders").subtopologies().get(0));

        StreamsHeartbeatResult result = send("a", StreamsHeartbeat.JOIN, new StreamsTopology(0, many), new TreeSet<>());

        assertThat(result.error()).isEqualTo(ErrorCode.STREAMS_INVALID_TOPOLOGY);
    }

    @Test
    void copartitionGroupMustNotNameTopicsThatThereAreNot() {
        createTopic(1);
        Subtopology beyond = new Subtopology(
                "0",
                List.of("orders"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new CopartitionGroup(List.of(7), List.of(), List.of())));

        StreamsHeartbeatResult result =
                send("a", StreamsHeartbeat.JOIN, new StreamsTopology(0, List.of(beyond)), new TreeSet<>());

        assertThat(result.error()).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR);
    }
}
