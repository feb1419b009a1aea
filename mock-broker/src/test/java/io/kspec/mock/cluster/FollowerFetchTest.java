package io.kspec.mock.cluster;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.fetch;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.MockBrokerBuilder;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Consumers are sent to a follower in their rack (KIP-392). */
class FollowerFetchTest {
    private static final String BY_RACK = "org.apache.kafka.common.replica.RackAwareReplicaSelector";
    private static final int NOBODY = -1;

    private static MockBrokerBuilder builder() {
        return MockBroker.builder()
                .brokers(4)
                .racks("a", "b", "c", "b")
                .defaultReplicationFactor(4)
                .topic("orders", 1);
    }

    private static MockBroker rackAware() throws IOException {
        return builder().brokerConfig("replica.selector.class", BY_RACK).start();
    }

    /** Fetches from a broker; waits at most a minute for records. */
    private static Message fetched(MockBroker mock, int nodeId, int version, String rack, int offset)
            throws IOException {
        ClusterBroker broker = mock.cluster().brokers().get(nodeId - 1);
        try (WireClient client = new WireClient(mock, broker)) {
            Message response = client.ask("Fetch", version, request -> {
                fetch("orders", 0, offset, 1, 60_000).accept(request);
                request.setIfPresent("RackId", rack);
            });
            return onlyPartition(response, "Responses", "Partitions");
        }
    }

    private static void produceOne(MockBroker mock) throws IOException {
        try (WireClient client = new WireClient(mock)) {
            client.ask("Produce", 8, produce("orders", 0, 1, batch(1).build().bytes()));
        }
    }

    private static int preferred(Message partition) {
        return partition.getInt("PreferredReadReplica");
    }

    @Test
    void theLeaderSendsAConsumerToTheFollowerInItsRack() throws IOException {
        try (MockBroker mock = rackAware()) {
            Message toC = fetched(mock, 1, 11, "c", 0);

            assertThat(preferred(toC)).isEqualTo(3);
            assertThat(error(toC)).isEqualTo(ErrorCode.NONE);
            assertThat(toC.getBytes("Records").size()).isZero();
            assertThat(toC.getLong("HighWatermark")).isZero();
            assertThat(preferred(fetched(mock, 1, 12, "b", 0)))
                    .as("of two followers in the rack, the one with the highest id")
                    .isEqualTo(4);
        }
    }

    @Test
    void theFollowerServesTheConsumer() throws IOException {
        try (MockBroker mock = rackAware()) {
            produceOne(mock);

            Message fromFollower = fetched(mock, 3, 11, "c", 0);

            assertThat(preferred(fromFollower)).isEqualTo(NOBODY);
            assertThat(fromFollower.getBytes("Records").size()).isPositive();
        }
    }

    @Test
    void consumersOfTheLeadersRackOrOfNoneStay() throws IOException {
        try (MockBroker mock = rackAware()) {
            produceOne(mock);

            for (String rack : List.of("a", "", "elsewhere")) {
                Message stays = fetched(mock, 1, 11, rack, 0);
                assertThat(preferred(stays)).isEqualTo(NOBODY);
                assertThat(stays.getBytes("Records").size()).isPositive();
            }
        }
    }

    @Test
    void aFollowerThatIsNotInSyncIsNotPreferred() throws IOException {
        try (MockBroker mock = rackAware()) {
            mock.cluster().setIsr("orders", 0, List.of(1, 2, 3));

            assertThat(preferred(fetched(mock, 1, 11, "b", 0))).isEqualTo(2);
        }
    }

    @Test
    void anOffsetThatNobodyHasIsOutOfRange() throws IOException {
        try (MockBroker mock = rackAware()) {
            assertThat(error(fetched(mock, 1, 11, "c", 7))).isEqualTo(ErrorCode.OFFSET_OUT_OF_RANGE);
        }
    }

    @Test
    void withoutASelectorNobodyIsSentAway() throws IOException {
        try (MockBroker mock = builder().start()) {
            produceOne(mock);

            assertThat(preferred(fetched(mock, 1, 11, "c", 0))).isEqualTo(NOBODY);
        }
    }
}
