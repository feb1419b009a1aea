package io.kspec.mock.api.quota;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients that exceed a quota are told, and how long they are kept waiting. */
class ThrottlingTest {
    private static final int A_WHILE_MS = 50;

    @AutoClose
    private final MockBroker broker;

    @AutoClose
    private final WireClient admin;

    @AutoClose
    private final WireClient client;

    ThrottlingTest() throws IOException {
        broker = MockBroker.builder()
                .clock(ManualClock.at(Instant.ofEpochMilli(1_700_000_000_000L)))
                .topic("t", 1)
                .start();
        admin = new WireClient(broker);
        client = new WireClient(broker);
    }

    private void quota(String type, @Nullable String name, String key, double value) throws IOException {
        Message answer = admin.ask(
                "AlterClientQuotas",
                1,
                request -> request.add("Entries", entry -> entry.add(
                                "Entity", part -> part.set("EntityType", type).set("EntityName", name))
                        .add("Ops", op -> op.set("Key", key).set("Value", value))));
        assertThat(error(only(answer.getStructs("Entries")))).isEqualTo(ErrorCode.NONE);
    }

    private static Consumer<MessageBuilder> records(int acks) {
        return produce("t", 0, acks, batch(10).build().bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8})
    void aProducerIsAnsweredAtOnceAndThenMuted(int version) throws IOException {
        quota("client-id", "wire-client", "producer_byte_rate", 10);

        Message produced = client.ask("Produce", version, records(-1));

        assertThat(error(onlyPartition(produced, "Responses", "PartitionResponses")))
                .isEqualTo(ErrorCode.NONE);
        int throttleMs = produced.getInt("ThrottleTimeMs");
        assertThat(throttleMs).isPositive();
        client.send("ApiVersions", 0, request -> {});
        assertThat(client.hearsNothingFor(A_WHILE_MS)).isTrue();
        broker.advance(Duration.ofMillis(throttleMs));
        assertThat(client.receive("ApiVersions", 0).getInt("ErrorCode")).isZero();
    }

    @Test
    void aProducerWithoutAcknowledgementIsMutedToo() throws IOException {
        quota("user", "ANONYMOUS", "producer_byte_rate", 10);

        client.send("Produce", 8, records(0));
        client.send("ApiVersions", 0, request -> {});

        assertThat(client.hearsNothingFor(A_WHILE_MS)).isTrue();
        broker.advance(Duration.ofMinutes(1));
        assertThat(client.receive("ApiVersions", 0).getInt("ErrorCode")).isZero();
    }

    @Test
    void otherConnectionsAreNotMuted() throws IOException {
        quota("user", null, "producer_byte_rate", 10);

        assertThat(client.ask("Produce", 8, records(-1)).getInt("ThrottleTimeMs"))
                .isPositive();

        assertThat(admin.ask("ApiVersions", 1, request -> {}).getInt("ThrottleTimeMs"))
                .isZero();
    }

    @Test
    void aConsumerIsThrottledWithoutRecordsAndGetsThemLater() throws IOException {
        assertThat(client.ask("Produce", 8, records(-1)).getInt("ThrottleTimeMs"))
                .isZero();
        quota("client-id", "wire-client", "consumer_byte_rate", 10);

        Message throttled = client.ask("Fetch", 11, fetch("t", 0, 0, 1, 0));

        int throttleMs = throttled.getInt("ThrottleTimeMs");
        assertThat(throttleMs).isPositive();
        assertThat(throttled.getStructs("Responses")).isEmpty();
        quota("client-id", "wire-client", "consumer_byte_rate", 1_000_000);
        broker.advance(Duration.ofMillis(throttleMs));
        Message fetched = client.ask("Fetch", 11, fetch("t", 0, 0, 1, 0));
        assertThat(fetched.getInt("ThrottleTimeMs")).isZero();
        assertThat(onlyPartition(fetched, "Responses", "Partitions")
                        .getBytes("Records")
                        .size())
                .isPositive();
    }

    @Test
    void requestsCostTime() throws IOException {
        quota("client-id", "wire-client", "request_percentage", 0.01);

        int throttleMs = 0;
        for (int i = 0; i < 20 && throttleMs == 0; i++) {
            throttleMs = client.ask("Heartbeat", 1, request -> request.set("GroupId", "g"))
                    .getInt("ThrottleTimeMs");
        }

        assertThat(throttleMs).isBetween(1, 1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7})
    void whoCreatesTooManyPartitionsIsRefusedIfTheVersionKnowsIt(int version) throws IOException {
        quota("client-id", "wire-client", "controller_mutation_rate", 1);
        assertThat(error(create(version, "a", 30))).isEqualTo(ErrorCode.NONE);
        if (version < 6) {
            broker.advance(Duration.ofSeconds(19));
        }

        assertThat(error(create(version, "b", 1)))
                .isEqualTo(version >= 6 ? ErrorCode.THROTTLING_QUOTA_EXCEEDED : ErrorCode.NONE);
    }

    private Message create(int version, String topic, int partitions) throws IOException {
        Message created = client.ask("CreateTopics", version, request -> request.set("timeoutMs", 1000)
                .add("Topics", entry -> entry.set("Name", topic)
                        .set("NumPartitions", partitions)
                        .set("ReplicationFactor", 1)));
        return only(created.getStructs("Topics"));
    }

    @Test
    void anAddressThatConnectsTooOftenIsTurnedAway() throws IOException {
        quota("ip", "127.0.0.1", "connection_creation_rate", 1);
        for (int i = 0; i < 10; i++) {
            new WireClient(broker).close();
        }
        try (WireClient turnedAway = new WireClient(broker)) {
            turnedAway.send("ApiVersions", 0, request -> {});
            assertThat(turnedAway.hearsNothingFor(A_WHILE_MS)).isTrue();

            broker.advance(Duration.ofSeconds(1));

            assertThat(turnedAway.receiveFrame()).isNull();
        }
    }

    @Test
    void quotasAreDescribed() throws IOException {
        quota("user", null, "producer_byte_rate", 10);

        Message described = admin.ask(
                "DescribeClientQuotas",
                1,
                request -> request.add("Components", part -> part.set("EntityType", "user")
                        .set("MatchType", 2)
                        .set("Match", null)));

        Message entry = only(described.getStructs("Entries"));
        assertThat(only(entry.getStructs("Entity")).isNull("EntityName")).isTrue();
        assertThat(only(entry.getStructs("Values")).getString("Key")).isEqualTo("producer_byte_rate");
        assertThat(only(entry.getStructs("Values")).getDouble("Value")).isEqualTo(10);
    }
}
