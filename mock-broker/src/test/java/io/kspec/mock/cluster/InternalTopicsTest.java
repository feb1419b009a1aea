package io.kspec.mock.cluster;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The topics whose leaders coordinate groups and transactions, as Apache Kafka 4.3.1 shows them. */
class InternalTopicsTest {
    private static final String OFFSETS = "__consumer_offsets";
    private static final int PARTITION = CoordinatorPartitions.of("readers");

    @AutoClose
    private final MockBroker mock = MockBroker.builder()
            .brokers(3)
            .defaultReplicationFactor(3)
            .autoCreateTopics(false)
            .start();

    @AutoClose
    private final WireClient client = new WireClient(mock);

    InternalTopicsTest() throws IOException {}

    private int find(int keyType, String key) throws IOException {
        Message found = client.ask(
                "FindCoordinator", 2, request -> request.set("Key", key).set("KeyType", keyType));
        assertThat(error(found)).isEqualTo(ErrorCode.NONE);
        return found.getInt("NodeId");
    }

    private List<Message> topics() throws IOException {
        return client.ask("Metadata", 9, request -> request.set("Topics", null)).getStructs("Topics");
    }

    @ParameterizedTest
    @CsvSource({"0, __consumer_offsets", "1, __transaction_state"})
    void theFirstSearchForACoordinatorCreatesTheTopic(int keyType, String name) throws IOException {
        assertThat(topics()).isEmpty();

        int coordinator = find(keyType, "readers");
        find(keyType, "others");

        Message topic = only(topics());
        assertThat(topic.getString("Name")).isEqualTo(name);
        assertThat(topic.getBoolean("IsInternal")).isTrue();
        assertThat(topic.getStructs("Partitions"))
                .hasSize(CoordinatorPartitions.COUNT)
                .allMatch(partition -> partition.getInts("ReplicaNodes").size() == 3);
        assertThat(mock.cluster().leader(name, PARTITION)).isEqualTo(coordinator);
    }

    @ParameterizedTest
    @CsvSource({
        "__consumer_offsets, compact, producer",
        "__transaction_state, compact, uncompressed",
        "__share_group_state, delete, producer"
    })
    void aClientThatAsksForTheTopicCreatesItWithItsConfigurations(String name, String policy, String compression)
            throws IOException {
        try (MockBroker creating = MockBroker.start();
                WireClient asking = new WireClient(creating)) {
            Message first = ask(asking, name);
            Message second = ask(asking, name);

            assertThat(error(first)).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
            assertThat(first.getBoolean("IsInternal")).isTrue();
            assertThat(second.getStructs("Partitions")).hasSize(CoordinatorPartitions.COUNT);
            assertThat(configs(asking, name))
                    .contains(
                            tuple("cleanup.policy", policy),
                            tuple("compression.type", compression),
                            tuple("segment.bytes", "104857600"));
        }
    }

    private static List<Tuple> configs(WireClient asking, String topic) throws IOException {
        Message described = asking.ask(
                "DescribeConfigs",
                4,
                request -> request.add(
                        "Resources", resource -> resource.set("ResourceType", 2).set("ResourceName", topic)));
        return only(described.getStructs("Results")).getStructs("Configs").stream()
                .map(config -> tuple(config.getString("Name"), config.getString("Value")))
                .toList();
    }

    private static Message ask(WireClient asking, String name) throws IOException {
        return only(asking.ask("Metadata", 9, request -> request.add("Topics", topic -> topic.set("Name", name))
                        .set("AllowAutoTopicCreation", true))
                .getStructs("Topics"));
    }

    @Test
    void theLeaderOfThePartitionIsTheCoordinatorWhoeverIsMoved() throws IOException {
        int next = 1 + find(0, "readers") % 3;

        mock.cluster().moveGroupCoordinator("readers", next);
        assertThat(mock.cluster().leader(OFFSETS, PARTITION)).isEqualTo(next);

        int last = 1 + next % 3;
        mock.cluster().moveLeader(OFFSETS, PARTITION, last);
        assertThat(find(0, "readers")).isEqualTo(last);

        mock.cluster().stop(last);
        assertThat(mock.cluster().groupCoordinator("readers"))
                .isNotEqualTo(last)
                .isEqualTo(mock.cluster().leader(OFFSETS, PARTITION));
    }

    @Test
    void aJoinThatWaitsIsRefusedWhenTheLeaderMoves() throws IOException {
        int coordinator = find(0, "readers");
        try (WireClient first = new WireClient(mock, mock.cluster().brokers().get(coordinator - 1));
                WireClient second =
                        new WireClient(mock, mock.cluster().brokers().get(coordinator - 1))) {
            assertThat(error(first.ask("JoinGroup", 3, InternalTopicsTest::join)))
                    .isEqualTo(ErrorCode.NONE);
            mock.clearJournal();
            second.send("JoinGroup", 3, InternalTopicsTest::join);
            second.awaitArrival("JoinGroup");

            mock.cluster().moveLeader(OFFSETS, PARTITION, 1 + coordinator % 3);

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

    @ParameterizedTest
    @CsvSource({"wire-client, INVALID_TOPIC_EXCEPTION", "__admin_client, NONE"})
    void onlyAdminClientsCanWriteToIt(String clientId, ErrorCode expected) throws IOException {
        find(0, "readers");
        int leader = mock.cluster().leader(OFFSETS, PARTITION);
        try (WireClient writer = new WireClient(mock, mock.cluster().brokers().get(leader - 1))) {
            writer.sendAs(
                    clientId,
                    "Produce",
                    7,
                    produce(OFFSETS, PARTITION, 1, batch(1).build().bytes()));

            assertThat(error(onlyPartition(writer.receive("Produce", 7), "Responses", "PartitionResponses")))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whenItIsDeletedCoordinatorsStay() throws IOException {
        mock.cluster().moveGroupCoordinator("readers", 1 + find(0, "readers") % 3);
        int coordinator = mock.cluster().groupCoordinator("readers");

        Message deleted = client.ask("DeleteTopics", 4, request -> request.set("TopicNames", List.of(OFFSETS))
                .set("TimeoutMs", 1000));

        assertThat(error(only(deleted.getStructs("Responses")))).isEqualTo(ErrorCode.NONE);
        assertThat(topics()).isEmpty();
        assertThat(mock.cluster().groupCoordinator("readers")).isEqualTo(coordinator);
        assertThat(find(0, "readers")).isEqualTo(coordinator);
        assertThat(mock.cluster().leader(OFFSETS, PARTITION)).isEqualTo(coordinator);
    }

    @Test
    void aTopicOfFewerPartitionsDoesNotDecide() throws IOException {
        try (MockBroker small =
                        MockBroker.builder().brokers(3).topic(OFFSETS, 1).start();
                WireClient asking = new WireClient(small)) {
            Message found = asking.ask("FindCoordinator", 2, request -> request.set("Key", "readers"));

            assertThat(found.getInt("NodeId"))
                    .isEqualTo(small.cluster().groupCoordinator("readers"))
                    .isEqualTo(1 + PARTITION % 3);
        }
    }
}
