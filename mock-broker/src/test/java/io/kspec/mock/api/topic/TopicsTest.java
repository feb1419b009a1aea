package io.kspec.mock.api.topic;

import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.KafkaUuid;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, describing and deleting topics. */
class TopicsTest {
    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    TopicsTest() throws IOException {
        broker = MockBroker.builder().topic("a", 2).topic("b", 1).nodeIds(7).start();
        client = new WireClient(broker);
    }

    private static List<String> names(Message metadata) {
        return metadata.getStructs("Topics").stream()
                .map(topic -> topic.getString("Name"))
                .toList();
    }

    private Message create(int version, Consumer<MessageBuilder> topic) throws IOException {
        return only(client.ask("CreateTopics", version, request -> request.set("timeoutMs", 1000)
                        .add("Topics", topic))
                .getStructs("Topics"));
    }

    private Message describe(String name) throws IOException {
        Message metadata = client.ask("Metadata", 12, request -> request.set("AllowAutoTopicCreation", false)
                .add("Topics", topic -> topic.set("Name", name)));
        return only(metadata.getStructs("Topics"));
    }

    @Test
    void allTopicsAreRequestedByAnEmptyListAtVersionZeroAndByNullLater() throws IOException {
        assertThat(names(client.ask("Metadata", 0, request -> {}))).containsExactly("a", "b");
        assertThat(names(client.ask("Metadata", 1, request -> request.set("Topics", null))))
                .containsExactly("a", "b");
        assertThat(names(client.ask("Metadata", 1, request -> {}))).isEmpty();
    }

    @Test
    void anIdCountsMoreThanNames() throws IOException {
        UUID id = describe("a").getUuid("TopicId");

        assertThat(names(client.ask("Metadata", 13, request -> request.add(
                                "Topics", topic -> topic.set("Name", "").set("TopicId", id))
                        .add("Topics", topic -> topic.set("Name", "b")))))
                .containsExactly("a");
    }

    @Test
    void theOnlyBrokerLeadsEveryPartitionAtItsListeningAddress() throws IOException {
        Message metadata = client.ask("Metadata", 7, request -> request.set("Topics", null));

        Message self = only(metadata.getStructs("Brokers"));
        assertThat(self.getInt("NodeId")).isEqualTo(7);
        assertThat(self.getString("Host")).isEqualTo("127.0.0.1");
        assertThat(self.getInt("Port")).isEqualTo(broker.port());
        assertThat(metadata.getInt("ControllerId")).isEqualTo(7);
        assertThat(metadata.getStructs("Topics").get(0).getStructs("Partitions"))
                .hasSize(2)
                .allSatisfy(partition -> {
                    assertThat(partition.getInt("LeaderId")).isEqualTo(7);
                    assertThat(partition.getInt("LeaderEpoch")).isZero();
                    assertThat(partition.getInts("ReplicaNodes")).containsExactly(7);
                    assertThat(partition.getInts("IsrNodes")).containsExactly(7);
                });
    }

    @Test
    void anUnknownTopicIsCreatedOnlyIfTheClientAllowsIt() throws IOException {
        Message refused = client.ask("Metadata", 4, request -> request.set("AllowAutoTopicCreation", false)
                .add("Topics", topic -> topic.set("Name", "new")));
        assertThat(error(only(refused.getStructs("Topics")))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(error(describe("new"))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);

        client.ask("Metadata", 4, request -> request.set("AllowAutoTopicCreation", true)
                .add("Topics", topic -> topic.set("Name", "new")));
        assertThat(error(describe("new"))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aTopicKeepsItsIdAndCanBeRequestedById() throws IOException {
        UUID id = describe("a").getUuid("TopicId");

        Message byId = client.ask(
                "Metadata",
                12,
                request ->
                        request.add("Topics", topic -> topic.set("Name", null).set("TopicId", id)));

        assertThat(id).isNotEqualTo(KafkaUuid.ZERO);
        assertThat(only(byId.getStructs("Topics")).getString("Name")).isEqualTo("a");
        Message unknown = client.ask(
                "Metadata",
                12,
                request ->
                        request.add("Topics", topic -> topic.set("Name", null).set("TopicId", new UUID(1, 1))));
        assertThat(error(only(unknown.getStructs("Topics")))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7})
    void aCreatedTopicIsAvailableImmediately(int version) throws IOException {
        Message created = create(
                version,
                topic -> topic.set("Name", "new").set("NumPartitions", 3).set("ReplicationFactor", 1));

        assertThat(error(created)).isEqualTo(ErrorCode.NONE);
        assertThat(describe("new").getStructs("Partitions")).hasSize(3);
        if (version == 7) {
            assertThat(created.getUuid("TopicId")).isEqualTo(describe("new").getUuid("TopicId"));
            assertThat(created.isNull("ErrorMessage")).isTrue();
            assertThat(created.getStructs("Configs"))
                    .filteredOn(config -> config.getString("Name").equals("retention.ms"))
                    .singleElement()
                    .satisfies(
                            config -> assertThat(config.getInt("ConfigSource")).isEqualTo(5));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, 1, 1, TOPIC_ALREADY_EXISTS", "with space, 1, 1, INVALID_TOPIC_EXCEPTION",
                "'', 1, 1, INVALID_TOPIC_EXCEPTION",
        ".., 1, 1, INVALID_TOPIC_EXCEPTION", "new, 0, 1, INVALID_PARTITIONS", "new, -2, 1, INVALID_PARTITIONS",
        "new, 1, 2, INVALID_REPLICATION_FACTOR", "new, 1, 0, INVALID_REPLICATION_FACTOR",
                "new, 10001, 1, POLICY_VIOLATION",
        "new, -1, -1, NONE"
    })
    void anInvalidTopicIsRefusedWithItsReason(String name, int partitions, int replicas, ErrorCode expected)
            throws IOException {
        Message result = create(5, topic -> topic.set("Name", name)
                .set("NumPartitions", partitions)
                .set("ReplicationFactor", replicas));

        assertThat(error(result)).isEqualTo(expected);
        assertThat(result.isNull("ErrorMessage")).isEqualTo(expected == ErrorCode.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, NONE", "cleanup.policy, 'compact,delete', NONE",
                "cleanup.policy, shred, INVALID_CONFIG",
        "retention.ms, -1, NONE", "retention.ms, -2, INVALID_CONFIG", "retention.ms, soon, INVALID_CONFIG",
        "no.such.config, 1, INVALID_CONFIG"
    })
    void configurationsAreValidated(String key, String value, ErrorCode expected) throws IOException {
        Message result = create(5, topic -> topic.set("Name", "new")
                .set("NumPartitions", 1)
                .set("ReplicationFactor", 1)
                .add("Configs", config -> config.set("Name", key).set("Value", value)));

        assertThat(error(result)).isEqualTo(expected);
    }

    /** Measured on Apache Kafka 4.3.1. */
    @Test
    void invalidConfigurationsAreRefusedBeforeInvalidPartitions() throws IOException {
        Message result = create(5, topic -> topic.set("Name", "new")
                .set("NumPartitions", 0)
                .set("ReplicationFactor", 1)
                .add("Configs", config -> config.set("Name", "retention.ms").set("Value", "soon")));

        assertThat(error(result)).isEqualTo(ErrorCode.INVALID_CONFIG);
    }

    @Test
    void aValidateOnlyRequestCreatesNothing() throws IOException {
        client.ask("CreateTopics", 5, request -> request.set("timeoutMs", 1000)
                .set("validateOnly", true)
                .add("Topics", topic -> topic.set("Name", "new")
                        .set("NumPartitions", 1)
                        .set("ReplicationFactor", 1)));

        assertThat(error(describe("new"))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void aDeletedTopicIsGoneAndIfCreatedAgainHasAnotherId() throws IOException {
        UUID before = describe("a").getUuid("TopicId");
        Message deleted = client.ask("DeleteTopics", 6, request -> request.set("TimeoutMs", 1000)
                .add("Topics", topic -> topic.set("Name", null).set("TopicId", before)));

        assertThat(only(deleted.getStructs("Responses")).getString("Name")).isEqualTo("a");
        assertThat(error(describe("a"))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        create(5, topic -> topic.set("Name", "a").set("NumPartitions", 1).set("ReplicationFactor", 1));
        assertThat(describe("a").getUuid("TopicId")).isNotEqualTo(before);
    }

    @Test
    void anUnknownTopicCannotBeDeleted() throws IOException {
        Message byName = client.ask("DeleteTopics", 1, request -> request.set("TimeoutMs", 1000)
                .set("TopicNames", List.of("nowhere", "b", "b")));
        Message byId = client.ask("DeleteTopics", 6, request -> request.set("TimeoutMs", 1000)
                .add("Topics", topic -> topic.set("Name", null).set("TopicId", new UUID(1, 1))));

        assertThat(byName.getStructs("Responses"))
                .extracting(Requests::error)
                .containsExactly(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, ErrorCode.INVALID_REQUEST);
        assertThat(error(only(byId.getStructs("Responses")))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID);
    }

    @Test
    void theSameSeedGeneratesTheSameIds() throws IOException {
        UUID[] ids = new UUID[2];
        for (int i = 0; i < 2; i++) {
            try (MockBroker seeded = MockBroker.builder().seed(42).topic("t", 1).start();
                    WireClient other = new WireClient(seeded)) {
                Message metadata = other.ask("Metadata", 10, request -> request.set("Topics", null));
                ids[i] = only(metadata.getStructs("Topics")).getUuid("TopicId");
            }
        }

        assertThat(ids[0]).isEqualTo(ids[1]);
    }
}
