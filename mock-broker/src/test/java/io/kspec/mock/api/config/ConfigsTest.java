package io.kspec.mock.api.config;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import io.kspec.protocol.record.RecordBatch;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Describing and changing configurations, and the effects that clients see. */
class ConfigsTest {
    private static final int TOPIC = 2;
    private static final int BROKER = 4;
    private static final int LOGGER = 8;
    private static final int METRICS = 16;
    private static final int GROUP = 32;
    private static final int FROM_TOPIC = 1;
    private static final int FROM_DEFAULTS = 5;

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient client;

    ConfigsTest() throws IOException {
        broker = MockBroker.builder().topic("t", 1).nodeIds(7).start();
        client = new WireClient(broker);
    }

    private Message describe(int version, int type, String name, String... keys) throws IOException {
        Message response =
                client.ask("DescribeConfigs", version, request -> request.setIfPresent("IncludeSynonyms", true)
                        .add("Resources", resource -> resource.set("ResourceType", type)
                                .set("ResourceName", name)
                                .set("ConfigurationKeys", keys.length == 0 ? null : List.of(keys))));
        return only(response.getStructs("Results"));
    }

    private Message config(String name) throws IOException {
        return only(describe(4, TOPIC, "t", name).getStructs("Configs"));
    }

    private ErrorCode change(int type, String resource, String name, int operation, @Nullable String value)
            throws IOException {
        return change(type, resource, false, config -> config.set("Name", name)
                .set("ConfigOperation", operation)
                .set("Value", value));
    }

    private ErrorCode change(int type, String resource, boolean checkOnly, Consumer<MessageBuilder> config)
            throws IOException {
        Message response = client.ask("IncrementalAlterConfigs", 1, request -> request.set("ValidateOnly", checkOnly)
                .add("Resources", entry -> entry.set("ResourceType", type)
                        .set("ResourceName", resource)
                        .add("Configs", config)));
        return error(only(response.getStructs("Responses")));
    }

    private ErrorCode produceOne(long timestamp) throws IOException {
        Message response = client.ask(
                "Produce",
                8,
                produce(
                        "t",
                        0,
                        -1,
                        RecordBatch.builder()
                                .append(timestamp, Requests.utf8("k"), Requests.utf8("v".repeat(200)))
                                .build()
                                .bytes()));
        return error(onlyPartition(response, "Responses", "PartitionResponses"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aTopicHasAllConfigurationsWithTheirDefaults(int version) throws IOException {
        Message result = describe(version, TOPIC, "t");

        assertThat(error(result)).isEqualTo(ErrorCode.NONE);
        assertThat(result.getString("ErrorMessage")).isEmpty();
        assertThat(result.getStructs("Configs"))
                .hasSize(33)
                .filteredOn(config -> config.getString("Name").equals("retention.ms"))
                .singleElement()
                .satisfies(config -> {
                    assertThat(config.getString("Value")).isEqualTo("604800000");
                    assertThat(config.getBoolean("ReadOnly")).isFalse();
                    assertThat(version == 0 || config.getInt("ConfigSource") == FROM_DEFAULTS)
                            .isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({
        "2, missing, UNKNOWN_TOPIC_OR_PARTITION",
        "2, a/b, INVALID_TOPIC_EXCEPTION",
        "4, 8, INVALID_REQUEST",
        "4, x, INVALID_REQUEST",
        "8, '', INVALID_REQUEST",
        "16, '', INVALID_REQUEST",
        "32, '', INVALID_REQUEST",
        "77, x, INVALID_REQUEST",
        "4, '', NONE",
        "4, 7, NONE",
        "8, 7, NONE",
        "16, m, NONE",
        "32, g, NONE"
    })
    void aResourceThatDoesNotExistIsRefused(int type, String name, ErrorCode expected) throws IOException {
        assertThat(error(describe(4, type, name))).isEqualTo(expected);
    }

    @Test
    void aValueIsSetAndRemoved() throws IOException {
        assertThat(change(TOPIC, "t", "retention.ms", 0, "5000")).isEqualTo(ErrorCode.NONE);

        Message set = config("retention.ms");
        assertThat(set.getString("Value")).isEqualTo("5000");
        assertThat(set.getInt("ConfigSource")).isEqualTo(FROM_TOPIC);
        assertThat(only(set.getStructs("Synonyms")).getInt("Source")).isEqualTo(FROM_TOPIC);

        assertThat(change(TOPIC, "t", "retention.ms", 1, null)).isEqualTo(ErrorCode.NONE);
        assertThat(config("retention.ms").getInt("ConfigSource")).isEqualTo(FROM_DEFAULTS);
    }

    @Test
    void itemsOfAListAreAddedAndRemoved() throws IOException {
        change(TOPIC, "t", "cleanup.policy", 2, "compact");
        assertThat(config("cleanup.policy").getString("Value")).isEqualTo("delete,compact");

        change(TOPIC, "t", "cleanup.policy", 3, "delete");
        assertThat(config("cleanup.policy").getString("Value")).isEqualTo("compact");
        assertThat(change(TOPIC, "t", "retention.ms", 2, "1")).isEqualTo(ErrorCode.INVALID_CONFIG);
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 0, soon, INVALID_CONFIG", "no.such.config, 0, 1, INVALID_CONFIG",
        "no.such.config, 1, , NONE", "retention.ms, 0, , INVALID_REQUEST",
        "remote.storage.enable, 0, true, INVALID_CONFIG", "retention.ms, 9, 1, UNKNOWN_SERVER_ERROR",
        "max.compaction.lag.ms, 0, 5, NONE"
    })
    void aChangeIsChecked(String name, int operation, @Nullable String value, ErrorCode expected) throws IOException {
        assertThat(change(TOPIC, "t", name, operation, value)).isEqualTo(expected);
    }

    @Test
    void aMinimumAboveItsMaximumIsRefused() throws IOException {
        change(TOPIC, "t", "max.compaction.lag.ms", 0, "5");

        assertThat(change(TOPIC, "t", "min.compaction.lag.ms", 0, "10")).isEqualTo(ErrorCode.INVALID_CONFIG);
    }

    @Test
    void aCheckChangesNothing() throws IOException {
        ErrorCode checked = change(TOPIC, "t", true, config -> config.set("Name", "retention.ms")
                .set("ConfigOperation", 0)
                .set("Value", "5000"));

        assertThat(checked).isEqualTo(ErrorCode.NONE);
        assertThat(config("retention.ms").getInt("ConfigSource")).isEqualTo(FROM_DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void alteringReplacesAllValues(int version) throws IOException {
        change(TOPIC, "t", "retention.ms", 0, "5000");

        Message response = client.ask(
                "AlterConfigs",
                version,
                request -> request.add("Resources", entry -> entry.set("ResourceType", TOPIC)
                        .set("ResourceName", "t")
                        .add("Configs", config -> config.set("Name", "segment.ms")
                                .set("Value", "60000"))));

        assertThat(error(only(response.getStructs("Responses")))).isEqualTo(ErrorCode.NONE);
        assertThat(config("retention.ms").getInt("ConfigSource")).isEqualTo(FROM_DEFAULTS);
        assertThat(config("segment.ms").getString("Value")).isEqualTo("60000");
    }

    @Test
    void eachResourceIsChangedOnItsOwnAndOneThatIsNamedTwiceIsRefused() throws IOException {
        Message response = client.ask("IncrementalAlterConfigs", 1, request -> {
            for (String name : List.of("t", "missing", "twice", "twice")) {
                request.add("Resources", entry -> entry.set("ResourceType", TOPIC)
                        .set("ResourceName", name)
                        .add("Configs", config -> config.set("Name", "retention.ms")
                                .set("ConfigOperation", 0)
                                .set("Value", "7")));
            }
        });

        assertThat(response.getStructs("Responses"))
                .extracting(Requests::error)
                .containsExactly(
                        ErrorCode.NONE,
                        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
                        ErrorCode.INVALID_REQUEST,
                        ErrorCode.INVALID_REQUEST);
        assertThat(config("retention.ms").getString("Value")).isEqualTo("7");
    }

    /** Measured on Apache Kafka 4.3.1. */
    @Test
    void anInvalidValueIsRefusedBeforeATopicThatDoesNotExist() throws IOException {
        assertThat(change(TOPIC, "missing", "min.cleanable.dirty.ratio", 0, "1.5"))
                .isEqualTo(ErrorCode.INVALID_CONFIG);
        assertThat(change(TOPIC, "missing", "min.cleanable.dirty.ratio", 0, "0.5"))
                .isEqualTo(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void topicsInheritWhatIsSetForAllBrokers() throws IOException {
        change(BROKER, "", "message.max.bytes", 0, "100");

        assertThat(config("max.message.bytes").getString("Value")).isEqualTo("100");
        assertThat(produceOne(System.currentTimeMillis())).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(describe(4, BROKER, "").getStructs("Configs"))
                .extracting(config -> config.getString("Name"))
                .containsExactly("message.max.bytes", "min.insync.replicas");
    }

    @Test
    void changesTakeEffectOnExistingLogs() throws IOException {
        long now = System.currentTimeMillis();
        assertThat(produceOne(now)).isEqualTo(ErrorCode.NONE);

        change(TOPIC, "t", "max.message.bytes", 0, "100");
        assertThat(produceOne(now)).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        change(TOPIC, "t", "max.message.bytes", 1, null);

        change(TOPIC, "t", "message.timestamp.before.max.ms", 0, "1000");
        assertThat(produceOne(now - 60_000)).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        change(TOPIC, "t", "message.timestamp.after.max.ms", 0, "1000");
        assertThat(produceOne(now + 60_000)).isEqualTo(ErrorCode.INVALID_TIMESTAMP);
        change(TOPIC, "t", "message.timestamp.type", 0, "LogAppendTime");
        assertThat(produceOne(now - 60_000)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aSingleReplicaIsEnoughWhateverMinInsyncReplicasDemands() throws IOException {
        change(TOPIC, "t", "min.insync.replicas", 0, "2");

        assertThat(produceOne(System.currentTimeMillis())).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aBrokerShowsItsSettings() throws IOException {
        Message result =
                describe(4, BROKER, "7", "node.id", "advertised.listeners", "ssl.key.password", "group.max.size");

        assertThat(result.getStructs("Configs"))
                .extracting(config -> config.getString("Name") + "=" + config.getNullableString("Value") + " "
                        + config.getBoolean("ReadOnly"))
                .containsExactlyInAnyOrder(
                        "node.id=7 true",
                        "advertised.listeners=PLAINTEXT://" + broker.bootstrap() + " true",
                        "ssl.key.password=null false",
                        "group.max.size=1000 true");
    }

    @Test
    void resourcesAreListedByType() throws IOException {
        change(METRICS, "m", "interval.ms", 0, "5000");
        change(GROUP, "g", "consumer.session.timeout.ms", 0, "46000");
        change(LOGGER, "7", "root", 0, "WARN");

        Message all = client.ask("ListConfigResources", 1, request -> {});
        Message metrics = client.ask("ListConfigResources", 0, request -> {});
        Message unknown =
                client.ask("ListConfigResources", 1, request -> request.set("ResourceTypes", List.of((byte) 77)));

        assertThat(all.getStructs("ConfigResources"))
                .extracting(resource -> resource.getInt("ResourceType") + " " + resource.getString("ResourceName"))
                .containsExactly("32 g", "16 m", "8 7", "4 7", "2 t");
        assertThat(metrics.getStructs("ConfigResources"))
                .extracting(resource -> resource.getString("ResourceName"))
                .containsExactly("m");
        assertThat(error(unknown)).isEqualTo(ErrorCode.UNSUPPORTED_VERSION);
    }

    @Test
    void documentationIsShownOnRequest() throws IOException {
        Message response = client.ask("DescribeConfigs", 3, request -> request.set("IncludeDocumentation", true)
                .add("Resources", resource -> resource.set("ResourceType", TOPIC)
                        .set("ResourceName", "t")
                        .set("ConfigurationKeys", List.of("retention.ms"))));

        Message config = only(only(response.getStructs("Results")).getStructs("Configs"));
        assertThat(config.getString("Documentation")).contains("maximum time we will retain a log");
        assertThat(config.getStructs("Synonyms")).isEmpty();
        assertThat(this.config("retention.ms").isNull("Documentation")).isTrue();
    }

    @Test
    void recordsOfADescribedTopicAreStillThere() throws IOException {
        client.ask("Produce", 8, produce("t", 0, -1, batch(3).build().bytes()));
        change(TOPIC, "t", "retention.bytes", 0, "-1");

        Message dirs = client.ask("DescribeLogDirs", 1, request -> request.set("Topics", null));
        Message topic = only(only(dirs.getStructs("Results")).getStructs("Topics"));
        assertThat(only(topic.getStructs("Partitions")).getLong("PartitionSize"))
                .isPositive();
    }
}
