package io.kspec.mock.api.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.Requests;
import io.kspec.mock.WireClient;
import io.kspec.mock.clock.ManualClock;
import io.kspec.protocol.message.Message;
import io.kspec.protocol.message.MessageBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long committed offsets are kept, as clients see it. Groups with members are covered by the tests of their state. */
class OffsetRetentionTest {
    private static final String GROUP = "g";

    private final ManualClock clock = ManualClock.at(Instant.ofEpochSecond(1_000_000));

    @AutoClose
    private final MockBroker broker = MockBroker.builder()
            .clock(clock)
            .topic("t", 1)
            .brokerConfig("offsets.retention.minutes", "60")
            .brokerConfig("offsets.retention.check.interval.ms", "1000")
            .start();

    @AutoClose
    private final WireClient client;

    OffsetRetentionTest() throws IOException {
        client = new WireClient(broker);
    }

    private void commit(int version, Consumer<MessageBuilder> request, Consumer<MessageBuilder> partition)
            throws IOException {
        client.ask("OffsetCommit", version, body -> {
            body.set("GroupId", GROUP)
                    .add("Topics", topic -> topic.set("Name", "t").add("Partitions", entry -> {
                        entry.set("CommittedOffset", 5).set("CommittedMetadata", "");
                        partition.accept(entry);
                    }));
            request.accept(body);
        });
    }

    private long fetched() throws IOException {
        Message response = client.ask(
                "OffsetFetch", 5, request -> request.set("GroupId", GROUP).set("Topics", null));
        return response.getStructs("Topics").isEmpty()
                ? -1
                : Requests.onlyPartition(response, "Topics", "Partitions").getLong("CommittedOffset");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 9})
    void theBrokersRetentionCounts(int version) throws IOException {
        commit(version, request -> {}, partition -> {});

        clock.advance(Duration.ofMinutes(59));
        assertThat(fetched()).isEqualTo(5);
        clock.advance(Duration.ofMinutes(2));

        assertThat(fetched()).isEqualTo(-1);
        assertThat(client.ask("ListGroups", 0, request -> {}).getStructs("Groups"))
                .isEmpty();
        Message deleted = client.ask("DeleteGroups", 1, request -> request.set("GroupsNames", List.of(GROUP)));
        assertThat(Requests.error(Requests.only(deleted.getStructs("Results")))).hasToString("GROUP_ID_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theClientsRetentionCountsInVersionsThatHaveOne(int version) throws IOException {
        commit(version, request -> request.set("RetentionTimeMs", 5_000), partition -> {});

        clock.advance(Duration.ofSeconds(4));
        assertThat(fetched()).isEqualTo(5);
        clock.advance(Duration.ofSeconds(2));

        assertThat(fetched()).isEqualTo(-1);
    }

    @Test
    void versionOneSaysFromWhenAnOffsetIsKept() throws IOException {
        long commitMs = clock.nowMs() - Duration.ofMinutes(59).toMillis();
        commit(1, request -> {}, partition -> partition.set("CommitTimestamp", commitMs));

        clock.advance(Duration.ofMinutes(2));

        assertThat(fetched()).isEqualTo(-1);
    }

    @Test
    void theRetentionIsDescribed() throws IOException {
        Message response = client.ask(
                "DescribeConfigs",
                4,
                request -> request.add(
                        "Resources", resource -> resource.set("ResourceType", 4).set("ResourceName", "1")));

        assertThat(Requests.only(response.getStructs("Results")).getStructs("Configs").stream()
                        .filter(config -> config.getString("Name").startsWith("offsets.retention"))
                        .map(config -> config.getString("Name") + "=" + config.getString("Value")))
                .containsExactlyInAnyOrder("offsets.retention.minutes=60", "offsets.retention.check.interval.ms=1000");
    }
}
