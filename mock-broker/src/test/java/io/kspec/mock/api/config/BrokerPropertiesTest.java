package io.kspec.mock.api.config;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.WireClient;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.record.CompressionType;
import io.kspec.protocol.record.RecordBatch;
import io.kspec.protocol.record.Records;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations of a broker by Kafka's names have their effect, and are described. */
class BrokerPropertiesTest {
    private static Message metadata(WireClient client, String topic) throws IOException {
        Message response = client.ask("Metadata", 4, request -> request.set("AllowAutoTopicCreation", true)
                .add("Topics", asked -> asked.set("Name", topic)));
        return only(response.getStructs("Topics"));
    }

    private static String described(WireClient client, int type, String resource, String key) throws IOException {
        Message response = client.ask(
                "DescribeConfigs",
                1,
                request -> request.add("Resources", asked -> asked.set("ResourceType", type)
                        .set("ResourceName", resource)
                        .set("ConfigurationKeys", List.of(key))));
        Message config = only(only(response.getStructs("Results")).getStructs("Configs"));
        return config.getString("Value") + " from " + config.getInt("ConfigSource");
    }

    @Test
    void newTopicsHaveTheDefaultNumberOfPartitions() throws IOException {
        try (MockBroker broker =
                        MockBroker.builder().brokerConfig("num.partitions", "3").start();
                WireClient client = new WireClient(broker)) {
            metadata(client, "new");

            assertThat(metadata(client, "new").getStructs("Partitions")).hasSize(3);
            assertThat(described(client, 4, "1", "num.partitions")).isEqualTo("3 from 4");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theCompactionLagsOfANewTopicMustFitThoseOfTheBroker(boolean checkOnly) throws IOException {
        MockBrokerBuilder builder = MockBroker.builder().brokerConfig("log.cleaner.max.compaction.lag.ms", "1000");
        try (MockBroker broker = builder.start();
                WireClient client = new WireClient(broker)) {
            Message response = client.ask("CreateTopics", 5, request -> request.set("timeoutMs", 1000)
                    .set("validateOnly", checkOnly)
                    .add("Topics", topic -> topic.set("Name", "late")
                            .set("NumPartitions", 1)
                            .set("ReplicationFactor", 1)
                            .add("Configs", config -> config.set("Name", "min.compaction.lag.ms")
                                    .set("Value", "1001"))));

            assertThat(error(only(response.getStructs("Topics")))).isEqualTo(ErrorCode.INVALID_CONFIG);
        }
        assertThatExceptionOfType(TopicRefusal.class)
                .isThrownBy(() -> builder.topic("late", 1, Map.of("min.compaction.lag.ms", "1001"))
                        .start())
                .withMessageContaining("min.compaction.lag.ms (1001) > max.compaction.lag.ms (1000)");
    }

    @Test
    void topicsAreNotCreatedIfThatIsDisabled() throws IOException {
        try (MockBroker broker = MockBroker.builder()
                        .brokerConfig("auto.create.topics.enable", "false")
                        .start();
                WireClient client = new WireClient(broker)) {
            metadata(client, "new");

            assertThat(error(metadata(client, "new"))).isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
        }
    }

    @ParameterizedTest
    @CsvSource({"99, INVALID_SESSION_TIMEOUT", "100, MEMBER_ID_REQUIRED", "201, INVALID_SESSION_TIMEOUT"})
    void sessionTimeoutsAreBound(int timeoutMs, ErrorCode expected) throws IOException {
        try (MockBroker broker = MockBroker.builder()
                        .brokerConfig("group.min.session.timeout.ms", "100")
                        .brokerConfig("group.max.session.timeout.ms", "200")
                        .start();
                WireClient client = new WireClient(broker)) {
            Message joined = client.ask("JoinGroup", 5, request -> request.set("GroupId", "g")
                    .set("SessionTimeoutMs", timeoutMs)
                    .set("RebalanceTimeoutMs", 1000)
                    .set("ProtocolType", "consumer")
                    .add("Protocols", protocol -> protocol.set("Name", "range")));

            assertThat(error(joined)).isEqualTo(expected);
        }
    }

    @Test
    void topicsInheritWhatStandsInTheFile() throws IOException {
        try (MockBroker broker = MockBroker.builder()
                        .brokerConfig("log.retention.hours", "1")
                        .topic("t", 1)
                        .start();
                WireClient client = new WireClient(broker)) {
            assertThat(described(client, 2, "t", "retention.ms")).startsWith("3600000 ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesAreCompressedAsTheTopicRequires(CompressionType type) throws IOException {
        String name = type == CompressionType.NONE ? "uncompressed" : type.toString();
        try (MockBroker broker = MockBroker.builder()
                        .topic("t", 1, Map.of("compression.type", name))
                        .start();
                WireClient client = new WireClient(broker)) {
            for (CompressionType sent : List.of(CompressionType.NONE, CompressionType.LZ4)) {
                client.ask(
                        "Produce",
                        8,
                        produce("t", 0, -1, batch(3).compression(sent).build().bytes()));
            }

            Message fetched = client.ask("Fetch", 11, fetch("t", 0, 0, 1, 1000));
            List<RecordBatch> batches =
                    Records.read(onlyPartition(fetched, "Responses", "Partitions")
                                    .getBytes("Records"))
                            .batches()
                            .stream()
                            .map(RecordBatch.class::cast)
                            .toList();
            assertThat(batches).extracting(RecordBatch::compression).containsExactly(type, type);
            assertThat(batches).extracting(RecordBatch::baseOffset).containsExactly(0L, 3L);
            assertThat(batches).allSatisfy(batch -> assertThat(batch.records()).hasSize(3));
        }
    }

    @Test
    void aConfigurationThatKafkaDoesNotHaveIsRefused() {
        MockBrokerBuilder builder = MockBroker.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.brokerConfig("kspec.none", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.brokerConfig("num.partitions", "0"));
    }
}
