package io.kspec.mock.cluster;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One mock of three brokers: who is told about whom, who serves what, and what changes when leaders and brokers move. */
class SeveralBrokersTest {
    @AutoClose
    private final MockBroker mock;

    SeveralBrokersTest() throws IOException {
        mock = MockBroker.builder()
                .brokers(3)
                .racks("a", "b", "c")
                .defaultReplicationFactor(3)
                .topic("orders", 3)
                .start();
    }

    @BeforeEach
    void leadersAreSpread() {
        assertThat(List.of(
                        mock.cluster().leader("orders", 0),
                        mock.cluster().leader("orders", 1),
                        mock.cluster().leader("orders", 2)))
                .containsExactly(1, 2, 3);
    }

    @Test
    void everyBrokerHasAPortOfItsOwnAndTellsOfAllOthers() throws IOException {
        for (ClusterBroker asked : mock.cluster().brokers()) {
            try (WireClient client = new WireClient(mock, asked)) {
                Message metadata = client.ask("Metadata", 9, request -> request.set("Topics", null));

                assertThat(metadata.getStructs("Brokers"))
                        .extracting(
                                broker -> broker.getInt("NodeId"),
                                broker -> broker.getInt("Port"),
                                broker -> broker.getString("Rack"))
                        .containsExactlyElementsOf(mock.cluster().brokers().stream()
                                .map(broker -> tuple(broker.nodeId(), broker.port(), broker.rack()))
                                .toList());
                assertThat(metadata.getInt("ControllerId")).isEqualTo(1);
                assertThat(only(metadata.getStructs("Topics")).getStructs("Partitions"))
                        .allSatisfy(partition -> assertThat(partition.getInts("ReplicaNodes"))
                                .isEqualTo(partition.getInts("IsrNodes"))
                                .containsExactlyInAnyOrder(1, 2, 3)
                                .startsWith(partition.getInt("LeaderId")));
            }
        }
        assertThat(mock.cluster().brokers()).extracting(ClusterBroker::port).doesNotHaveDuplicates();
        assertThat(mock.bootstrap().split(",")).hasSize(3);
    }

    @Test
    void givenPortsAreConsecutive() throws IOException {
        try (MockBroker two = onTwoPorts()) {
            int first = two.port();

            assertThat(two.cluster().brokers()).extracting(ClusterBroker::port).containsExactly(first, first + 1);
        }
    }

    @Test
    void nodeIdsMayHaveGaps() throws IOException {
        try (MockBroker three = MockBroker.builder()
                .nodeIds(9, 1, 5)
                .defaultReplicationFactor(2)
                .topic("orders", 3)
                .start()) {
            assertThat(three.cluster().brokers())
                    .extracting(ClusterBroker::nodeId)
                    .containsExactly(1, 5, 9);
            for (int partition = 0; partition < 3; partition++) {
                for (ClusterBroker broker : three.cluster().brokers()) {
                    try (WireClient client = new WireClient(three, broker)) {
                        assertThat(produceTo(client, partition) == ErrorCode.NONE)
                                .isEqualTo(broker.nodeId() == three.cluster().leader("orders", partition));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "4,5,4"})
    void nodeIdsMustDiffer(String ids) {
        int[] found = Stream.of(ids.split(","))
                .filter(id -> !id.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MockBroker.builder().nodeIds(found))
                .withMessageContaining("different node ids from 0, found " + Arrays.toString(found));
    }

    private static MockBroker onTwoPorts() throws IOException {
        IOException taken = new IOException("no port was tried");
        for (int i = 0; i < 20; i++) {
            try {
                int port;
                try (MockBroker free = MockBroker.start()) {
                    port = free.port();
                }
                return MockBroker.builder().brokers(2).port(port).start();
            } catch (IOException e) {
                taken = e;
            }
        }
        throw taken;
    }

    @Test
    void onlyTheLeaderAppends() throws IOException {
        try (WireClient leader = connect(2);
                WireClient follower = connect(3)) {
            assertThat(produceTo(follower, 1)).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            assertThat(produceTo(leader, 1)).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void followersServeConsumersFromVersion11() throws IOException {
        try (WireClient leader = connect(1);
                WireClient follower = connect(2)) {
            assertThat(produceTo(leader, 0)).isEqualTo(ErrorCode.NONE);

            Message old = follower.ask("Fetch", 10, fetch("orders", 0, 0, 1, 0));
            Message modern = follower.ask("Fetch", 11, fetch("orders", 0, 0, 1, 0));

            assertThat(error(onlyPartition(old, "Responses", "Partitions")))
                    .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            assertThat(onlyPartition(modern, "Responses", "Partitions").getBytes("Records"))
                    .matches(records -> records.size() > 0);
        }
    }

    @Test
    void theNewLeaderServesAndTheOldOneDoesNot() throws IOException {
        try (WireClient old = connect(1);
                WireClient next = connect(3)) {
            assertThat(produceTo(old, 0)).isEqualTo(ErrorCode.NONE);

            mock.cluster().moveLeader("orders", 0, 3);

            assertThat(produceTo(old, 0)).isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            assertThat(produceTo(next, 0)).isEqualTo(ErrorCode.NONE);
            Message fetched = next.ask("Fetch", 9, fetch("orders", 0, 0, 1, 0));
            assertThat(onlyPartition(fetched, "Responses", "Partitions").getLong("HighWatermark"))
                    .isEqualTo(2);
        }
    }

    @Test
    void aWaitingFetchIsAnsweredWhenItsLeaderMoves() throws IOException {
        try (WireClient client = connect(1)) {
            client.send("Fetch", 9, fetch("orders", 0, 0, 1, 60_000));
            client.awaitArrival("Fetch");

            mock.cluster().moveLeader("orders", 0, 2);

            assertThat(error(onlyPartition(client.receive("Fetch", 9), "Responses", "Partitions")))
                    .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        }
    }

    @Test
    void aClientWithAnOldLeaderEpochIsFenced() throws IOException {
        try (WireClient client = connect(1)) {
            mock.cluster().bumpLeaderEpoch("orders", 0);

            assertThat(listAt(client, 0)).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
            assertThat(listAt(client, 1)).isEqualTo(ErrorCode.NONE);
            assertThat(listAt(client, 2)).isEqualTo(ErrorCode.UNKNOWN_LEADER_EPOCH);
            assertThat(listAt(client, -1)).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void recordsKeepTheEpochInWhichTheyWereAppended() throws IOException {
        try (WireClient client = connect(1)) {
            assertThat(produceTo(client, 0)).isEqualTo(ErrorCode.NONE);
            mock.cluster().bumpLeaderEpoch("orders", 0);
            assertThat(produceTo(client, 0)).isEqualTo(ErrorCode.NONE);

            Message earliest = list(client, -2, -1);
            Message latest = list(client, -1, -1);

            assertThat(List.of(earliest.getInt("LeaderEpoch"), latest.getInt("LeaderEpoch")))
                    .containsExactly(0, 1);
        }
    }

    @Test
    void aStoppedBrokerIsGoneAndOthersTakeOver() throws IOException {
        int port = mock.cluster().brokers().get(1).port();
        WireClient lost = connect(2);

        mock.cluster().stop(2);

        assertThat(lost.receiveFrame()).isNull();
        lost.close();
        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(2));
        assertThat(mock.cluster().leader("orders", 1)).isEqualTo(3);
        try (WireClient client = connect(1)) {
            Message metadata = client.ask("Metadata", 9, request -> request.set("Topics", null));
            assertThat(metadata.getStructs("Brokers"))
                    .extracting(broker -> broker.getInt("NodeId"))
                    .containsExactly(1, 3);
            assertThat(only(metadata.getStructs("Topics")).getStructs("Partitions"))
                    .allSatisfy(partition ->
                            assertThat(partition.getInts("OfflineReplicas")).containsExactly(2));
        }

        mock.cluster().start(2);

        assertThat(mock.cluster().brokers().get(1).port()).isEqualTo(port);
        try (WireClient back = connect(2)) {
            assertThat(produceTo(back, 1))
                    .as("the leader does not come back on its own")
                    .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            assertThat(mock.cluster().electPreferredLeader("orders", 1)).isEqualTo(ErrorCode.NONE);
            assertThat(produceTo(back, 1)).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void aPartitionWithoutAReplicaInSyncHasNoLeader() throws IOException {
        mock.cluster().setIsr("orders", 1, List.of(2));

        mock.cluster().stop(2);

        assertThat(mock.cluster().leader("orders", 1)).isEqualTo(-1);
        try (WireClient client = connect(1)) {
            Message metadata = client.ask("Metadata", 9, request -> request.set("Topics", null));
            Message partition =
                    only(metadata.getStructs("Topics")).getStructs("Partitions").get(1);
            assertThat(error(partition)).isEqualTo(ErrorCode.LEADER_NOT_AVAILABLE);
            assertThat(partition.getInt("LeaderId")).isEqualTo(-1);
        }
        assertThat(mock.cluster().electUncleanLeader("orders", 1)).isEqualTo(ErrorCode.NONE);
        assertThat(mock.cluster().leader("orders", 1)).isEqualTo(3);
    }

    @Test
    void theControllerMovesOnDemandAndWhenItsBrokerStops() {
        mock.cluster().moveController(3);
        assertThat(mock.cluster().controller()).isEqualTo(3);

        mock.cluster().stop(3);
        assertThat(mock.cluster().controller()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders-service", "a", "", "billing", "polygenelubricants"})
    void aGroupIsCoordinatedByTheLeaderOfThePartitionThatItsHashSelects(String groupId) throws IOException {
        int partition =
                groupId.equals("polygenelubricants") ? 0 : Math.floorMod(groupId.hashCode() & Integer.MAX_VALUE, 50);
        for (int nodeId = 1; nodeId <= 3; nodeId++) {
            try (WireClient client = connect(nodeId)) {
                Message found = client.ask("FindCoordinator", 2, request -> request.set("Key", groupId));

                assertThat(found.getInt("NodeId"))
                        .isEqualTo(mock.cluster().groupCoordinator(groupId))
                        .isEqualTo(1 + partition % 3);
            }
        }
    }

    @Test
    void onlyTheCoordinatorServesAGroup() throws IOException {
        mock.cluster().moveGroupCoordinator("readers", 2);
        try (WireClient coordinator = connect(2);
                WireClient other = connect(1)) {
            assertThat(commit(other)).isEqualTo(ErrorCode.NOT_COORDINATOR);
            assertThat(commit(coordinator)).isEqualTo(ErrorCode.NONE);
            assertThat(coordinator.ask("ListGroups", 2, request -> {}).getStructs("Groups"))
                    .hasSize(1);
            assertThat(other.ask("ListGroups", 2, request -> {}).getStructs("Groups"))
                    .isEmpty();
            assertThat(error(only(other.ask("DescribeGroups", 5, request -> request.set("Groups", List.of("readers")))
                            .getStructs("Groups"))))
                    .isEqualTo(ErrorCode.NOT_COORDINATOR);

            mock.cluster().moveGroupCoordinator("readers", 1);

            assertThat(commit(coordinator)).isEqualTo(ErrorCode.NOT_COORDINATOR);
            assertThat(commit(other)).isEqualTo(ErrorCode.NONE);
        }
    }

    @Test
    void aJoinThatWaitsIsRefusedWhenTheCoordinatorMoves() throws IOException {
        mock.cluster().moveGroupCoordinator("readers", 2);
        try (WireClient first = connect(2);
                WireClient second = connect(2)) {
            assertThat(error(first.ask("JoinGroup", 3, SeveralBrokersTest::join)))
                    .isEqualTo(ErrorCode.NONE);
            mock.clearJournal();
            second.send("JoinGroup", 3, SeveralBrokersTest::join);
            second.awaitArrival("JoinGroup");

            mock.cluster().moveGroupCoordinator("readers", 3);

            assertThat(error(second.receive("JoinGroup", 3))).isEqualTo(ErrorCode.NOT_COORDINATOR);
        }
    }

    private static void join(MessageBuilder request) {
        request.set("GroupId", "readers")
                .set("SessionTimeoutMs", 10_000)
                .set("RebalanceTimeoutMs", 60_000)
                .set("ProtocolType", "consumer")
                .add("Protocols", protocol -> protocol.set("Name", "range"));
    }

    @Test
    void tooManyReplicasAreRefused() throws IOException {
        try (WireClient client = connect(2)) {
            assertThat(error(create(client, "four", 4))).isEqualTo(ErrorCode.INVALID_REPLICATION_FACTOR);
            assertThat(create(client, "two", 2).getInt("ReplicationFactor")).isEqualTo(2);
            assertThat(create(client, "default", -1).getInt("ReplicationFactor"))
                    .isEqualTo(3);
        }
    }

    /** More than there are replicas means all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"2", "5"})
    void produceToAllNeedsEnoughReplicasInSync(String minInsyncReplicas) throws IOException {
        try (WireClient client = connect(1)) {
            client.ask("CreateTopics", 2, request -> request.set("timeoutMs", 1000)
                    .add("Topics", topic -> topic.set("Name", "safe")
                            .set("NumPartitions", -1)
                            .set("ReplicationFactor", -1)
                            .add("Assignments", assignment -> assignment.set("BrokerIds", List.of(1, 2, 3)))
                            .add("Configs", config -> config.set("Name", "min.insync.replicas")
                                    .set("Value", minInsyncReplicas))));
            Consumer<MessageBuilder> toAll =
                    produce("safe", 0, -1, batch(1).build().bytes());

            assertThat(error(onlyPartition(client.ask("Produce", 8, toAll), "Responses", "PartitionResponses")))
                    .isEqualTo(ErrorCode.NONE);
            mock.cluster().stop(2);
            mock.cluster().stop(3);
            assertThat(error(onlyPartition(client.ask("Produce", 8, toAll), "Responses", "PartitionResponses")))
                    .isEqualTo(ErrorCode.NOT_ENOUGH_REPLICAS);
        }
    }

    @Test
    void aReplicaThatRunsIsNotOfflineAlthoughItsPartitionStaysWithoutALeader() throws IOException {
        try (MockBroker two = MockBroker.builder()
                .brokers(3)
                .defaultReplicationFactor(2)
                .topic("pairs", 1)
                .start()) {
            two.cluster().stop(2);
            two.cluster().stop(1);
            assertThat(offline(two)).containsExactly(1, 2);

            two.cluster().start(2);

            assertThat(offline(two)).containsExactly(1);
            assertThat(two.cluster().leader("pairs", 0)).isEqualTo(-1);
        }
    }

    private static List<Integer> offline(MockBroker asked) throws IOException {
        try (WireClient client = new WireClient(asked, asked.cluster().brokers().get(2))) {
            Message metadata = client.ask("Metadata", 9, request -> request.set("Topics", null));
            return onlyPartition(metadata, "Topics", "Partitions").getInts("OfflineReplicas");
        }
    }

    @Test
    void unknownBrokersAndPartitionsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.cluster().moveLeader("orders", 9, 1))
                .withMessage("there is no partition orders-9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.cluster().moveLeader("orders", 0, 4))
                .withMessageStartingWith("expected a running broker");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mock.cluster().stop(4))
                .withMessage("there is no broker 4");
    }

    private WireClient connect(int nodeId) throws IOException {
        ClusterBroker broker = mock.cluster().brokers().stream()
                .filter(candidate -> candidate.nodeId() == nodeId)
                .findFirst()
                .orElseThrow();
        return new WireClient(mock, broker);
    }

    private static Message create(WireClient client, String topic, int replicationFactor) throws IOException {
        Message response = client.ask("CreateTopics", 5, request -> request.set("timeoutMs", 1000)
                .add("Topics", entry -> entry.set("Name", topic)
                        .set("NumPartitions", 1)
                        .set("ReplicationFactor", replicationFactor)));
        return only(response.getStructs("Topics"));
    }

    private static ErrorCode produceTo(WireClient client, int partition) throws IOException {
        Message response = client.ask(
                "Produce", 8, produce("orders", partition, 1, batch(1).build().bytes()));
        return error(onlyPartition(response, "Responses", "PartitionResponses"));
    }

    private static ErrorCode listAt(WireClient client, int leaderEpoch) throws IOException {
        return error(list(client, -1, leaderEpoch));
    }

    private static Message list(WireClient client, long timestamp, int leaderEpoch) throws IOException {
        Message response = client.ask("ListOffsets", 5, request -> request.set("ReplicaId", -1)
                .add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                        .set("PartitionIndex", 0)
                        .set("CurrentLeaderEpoch", leaderEpoch)
                        .set("Timestamp", timestamp))));
        return onlyPartition(response, "Topics", "Partitions");
    }

    private static ErrorCode commit(WireClient client) throws IOException {
        Message response = client.ask("OffsetCommit", 7, request -> request.set("GroupId", "readers")
                .set("GenerationIdOrMemberEpoch", -1)
                .add("Topics", topic -> topic.set("Name", "orders").add("Partitions", partition -> partition
                        .set("PartitionIndex", 0)
                        .set("CommittedOffset", 7))));
        return error(onlyPartition(response, "Topics", "Partitions"));
    }
}
