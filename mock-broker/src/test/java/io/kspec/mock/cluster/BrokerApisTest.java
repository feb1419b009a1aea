package io.kspec.mock.cluster;

import static io.kspec.mock.Requests.batch;
import static io.kspec.mock.Requests.error;
import static io.kspec.mock.Requests.only;
import static io.kspec.mock.Requests.onlyPartition;
import static io.kspec.mock.Requests.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.WireClient;
import io.kspec.protocol.ErrorCode;
import io.kspec.protocol.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The APIs of brokers and replicas, where what they answer depends on several brokers. */
class BrokerApisTest {
    private static final String RATE = "follower.replication.throttled.rate";

    @AutoClose
    private final MockBroker mock;

    @AutoClose
    private final WireClient client;

    BrokerApisTest() throws IOException {
        mock = MockBroker.builder()
                .brokers(4)
                .defaultReplicationFactor(2)
                .topic("orders", 2)
                .start();
        client = new WireClient(mock);
    }

    @Test
    void aStoppedBrokerIsFenced() throws IOException {
        mock.cluster().stop(3);

        assertThat(ids(client.ask("DescribeCluster", 2, request -> {}))).containsExactly(1, 2, 4);
        Message all = client.ask("DescribeCluster", 2, request -> request.set("IncludeFencedBrokers", true));
        assertThat(ids(all)).containsExactly(1, 2, 3, 4);
        assertThat(all.getStructs("Brokers"))
                .extracting(broker -> broker.getBoolean("IsFenced"))
                .containsExactly(false, false, true, false);
    }

    private static List<Integer> ids(Message described) {
        return described.getStructs("Brokers").stream()
                .map(broker -> broker.getInt("BrokerId"))
                .toList();
    }

    @Test
    void anUnregisteredBrokerIsForgotten() throws IOException {
        Message response = client.ask("UnregisterBroker", 0, request -> request.set("BrokerId", 4));

        assertThat(error(response)).isEqualTo(ErrorCode.NONE);
        assertThat(ids(client.ask("DescribeCluster", 2, request -> request.set("IncludeFencedBrokers", true))))
                .containsExactly(1, 2, 3);
        assertThat(error(client.ask("UnregisterBroker", 0, request -> request.set("BrokerId", 4))))
                .isEqualTo(ErrorCode.BROKER_ID_NOT_REGISTERED);
    }

    @Test
    void thePreferredLeaderIsElectedOnRequest() throws IOException {
        int preferred = mock.cluster().registration("orders", 0).preferredLeader();
        mock.cluster()
                .moveLeader(
                        "orders",
                        0,
                        mock.cluster().registration("orders", 0).replicas().get(1));

        assertThat(elect(0)).isEqualTo(ErrorCode.NONE);
        assertThat(mock.cluster().leader("orders", 0)).isEqualTo(preferred);
        assertThat(elect(0)).isEqualTo(ErrorCode.ELECTION_NOT_NEEDED);
        mock.cluster().stop(mock.cluster().leader("orders", 1));
        assertThat(elect(1)).isEqualTo(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE);
    }

    private ErrorCode elect(int partition) throws IOException {
        Message response = client.ask(
                "ElectLeaders",
                2,
                request -> request.add("TopicPartitions", topic -> topic.set("Topic", "orders")
                        .set("Partitions", List.of(partition))));
        return error(onlyPartition(response, "ReplicaElectionResults", "PartitionResult"));
    }

    @Test
    void anElectionOfAllLeadersLeavesOutThoseThatAreNotNeeded() throws IOException {
        mock.cluster()
                .moveLeader(
                        "orders",
                        1,
                        mock.cluster().registration("orders", 1).replicas().get(1));

        Message response = client.ask("ElectLeaders", 2, request -> request.set("TopicPartitions", null));

        Message elected = onlyPartition(response, "ReplicaElectionResults", "PartitionResult");
        assertThat(elected.getInt("PartitionId")).isEqualTo(1);
        assertThat(error(elected)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aReassignmentToBrokersThatRunIsCompleteImmediately() throws IOException {
        assertThat(reassign(List.of(3, 4))).isEqualTo(ErrorCode.NONE);

        assertThat(mock.cluster().registration("orders", 0).replicas()).containsExactly(3, 4);
        assertThat(mock.cluster().leader("orders", 0)).isEqualTo(3);
        assertThat(reassignments()).isEmpty();
    }

    @Test
    void aReassignmentToAStoppedBrokerIsListedUntilItIsCanceled() throws IOException {
        List<Integer> before = mock.cluster().registration("orders", 0).replicas();
        mock.cluster().stop(4);

        assertThat(reassign(List.of(before.get(0), 4))).isEqualTo(ErrorCode.NONE);

        Message ongoing = only(only(reassignments()).getStructs("Partitions"));
        assertThat(ongoing.getInts("AddingReplicas")).containsExactly(4);
        assertThat(ongoing.getInts("RemovingReplicas")).containsExactly(before.get(1));
        assertThat(reassign(null)).isEqualTo(ErrorCode.NONE);
        assertThat(mock.cluster().registration("orders", 0).replicas()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(reassign(null)).isEqualTo(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS);
    }

    @Test
    void aThrottledReassignmentLastsUntilItIsNoLongerThrottled() throws IOException {
        List<Integer> before = mock.cluster().registration("orders", 0).replicas();
        int added = IntStream.rangeClosed(1, 4)
                .filter(broker -> !before.contains(broker))
                .findFirst()
                .orElseThrow();
        try (WireClient leader = connect(mock.cluster().leader("orders", 0));
                WireClient follower = connect(added)) {
            leader.ask("Produce", 8, produce("orders", 0, 1, batch(3).build().bytes()));
            configure(follower, 2, "orders", "follower.replication.throttled.replicas", "0:" + added);
            configure(follower, 4, "" + added, RATE, "1");

            assertThat(reassign(List.of(added))).isEqualTo(ErrorCode.NONE);

            Message ongoing = only(only(reassignments()).getStructs("Partitions"));
            assertThat(ongoing.getInts("AddingReplicas")).containsExactly(added);
            assertThat(ongoing.getInts("RemovingReplicas")).containsExactlyInAnyOrderElementsOf(before);
            configure(follower, 4, "" + added, RATE, "100000");
            assertThat(reassignments()).isEmpty();
            assertThat(mock.cluster().registration("orders", 0).replicas()).containsExactly(added);
        }
    }

    private static void configure(WireClient broker, int type, String resource, String name, String value)
            throws IOException {
        Message response = broker.ask(
                "IncrementalAlterConfigs",
                1,
                request -> request.add("Resources", asked -> asked.set("ResourceType", type)
                        .set("ResourceName", resource)
                        .add("Configs", config -> config.set("Name", name).set("Value", value))));
        assertThat(error(only(response.getStructs("Responses")))).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aReassignmentMayHaveToKeepTheReplicationFactor() throws IOException {
        Message response = client.ask(
                "AlterPartitionReassignments", 1, request -> request.set("AllowReplicationFactorChange", false)
                        .add("Topics", topic -> topic.set("Name", "orders")
                                .add("Partitions", partition -> partition.set("Replicas", List.of(1, 2, 3)))));

        assertThat(error(onlyPartition(response, "Responses", "Partitions")))
                .isEqualTo(ErrorCode.INVALID_REPLICATION_FACTOR);
    }

    private ErrorCode reassign(@Nullable List<Integer> replicas) throws IOException {
        Message response = client.ask(
                "AlterPartitionReassignments",
                0,
                request -> request.add("Topics", topic -> topic.set("Name", "orders")
                        .add("Partitions", partition -> partition.set("Replicas", replicas))));
        return error(onlyPartition(response, "Responses", "Partitions"));
    }

    private List<Message> reassignments() throws IOException {
        return client.ask("ListPartitionReassignments", 0, request -> request.set("Topics", null))
                .getStructs("Topics");
    }

    @Test
    void theEndOfAnEpochIsWhereTheNextOneBegins() throws IOException {
        try (WireClient leader = connect(mock.cluster().leader("orders", 0))) {
            leader.ask("Produce", 8, produce("orders", 0, 1, batch(3).build().bytes()));
            mock.cluster().bumpLeaderEpoch("orders", 0);
            mock.cluster().bumpLeaderEpoch("orders", 0);
            leader.ask("Produce", 8, produce("orders", 0, 1, batch(2).build().bytes()));

            assertThat(epochEnd(leader, 0)).isEqualTo("0 ends at 3");
            assertThat(epochEnd(leader, 1))
                    .as("nothing was appended in epoch 1")
                    .isEqualTo("0 ends at 3");
            assertThat(epochEnd(leader, 2)).isEqualTo("2 ends at 5");
            assertThat(epochEnd(leader, 3)).isEqualTo("-1 ends at -1");
        }
    }

    private static String epochEnd(WireClient leader, int epoch) throws IOException {
        Message response = leader.ask("OffsetForLeaderEpoch", 3, request -> request.set("ReplicaId", -1)
                .add("Topics", topic -> topic.set("Topic", "orders")
                        .add("Partitions", partition -> partition.set("LeaderEpoch", epoch))));
        Message end = onlyPartition(response, "Topics", "Partitions");
        return end.getInt("LeaderEpoch") + " ends at " + end.getLong("EndOffset");
    }

    @Test
    void theQuorumIsLedByTheController() throws IOException {
        mock.cluster().moveController(3);

        Message response = client.ask(
                "DescribeQuorum",
                2,
                request -> request.add("Topics", topic -> topic.set("TopicName", "__cluster_metadata")
                        .add("Partitions", partition -> partition.set("PartitionIndex", 0))));

        Message metadata = onlyPartition(response, "Topics", "Partitions");
        assertThat(metadata.getInt("LeaderId")).isEqualTo(3);
        assertThat(metadata.getInt("LeaderEpoch")).isEqualTo(2);
        assertThat(metadata.getStructs("CurrentVoters")).hasSize(4);
        assertThat(response.getStructs("Nodes")).hasSize(4);
    }

    @Test
    void aLevelOfAFeatureRisesAndFallsOnRequest() throws IOException {
        assertThat(update(1, 1)).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(update(1, 2)).isEqualTo(ErrorCode.NONE);
        assertThat(features(4).getStructs("FinalizedFeatures"))
                .filteredOn(feature -> feature.getString("Name").equals("transaction.version"))
                .extracting(feature -> feature.getInt("MaxVersionLevel"))
                .containsExactly(1);
        assertThat(update(2, 2)).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(update(2, 1)).isEqualTo(ErrorCode.NONE);
    }

    private Message features(int version) throws IOException {
        return client.ask("ApiVersions", version, request -> request.set("ClientSoftwareName", "a")
                .set("ClientSoftwareVersion", "1"));
    }

    @Test
    void featuresWhoseLowestLevelIsZeroAreShownToClientsThatExpectIt() throws IOException {
        assertThat(features(3).getStructs("SupportedFeatures"))
                .extracting(feature -> feature.getString("Name"))
                .containsExactly("metadata.version");
        assertThat(features(4).getStructs("SupportedFeatures"))
                .extracting(feature -> feature.getString("Name"))
                .contains("metadata.version", "group.version", "kraft.version");
        assertThat(features(4).getStructs("FinalizedFeatures"))
                .extracting(feature -> feature.getString("Name"))
                .contains("metadata.version", "group.version")
                .doesNotContain("kraft.version");
    }

    @Test
    void theMetadataVersionStaysAsItIs() throws IOException {
        assertThat(update("metadata.version", 30, 1)).isEqualTo(ErrorCode.NONE);
        assertThat(update("metadata.version", 29, 3)).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
        assertThat(update("metadata.version", 6, 3)).isEqualTo(ErrorCode.INVALID_UPDATE_VERSION);
    }

    private ErrorCode update(int level, int type) throws IOException {
        return update("transaction.version", level, type);
    }

    private ErrorCode update(String feature, int level, int type) throws IOException {
        return error(client.ask(
                "UpdateFeatures",
                2,
                request -> request.add("FeatureUpdates", update -> update.set("Feature", feature)
                        .set("MaxVersionLevel", level)
                        .set("UpgradeType", type))));
    }

    @Test
    void whoAsksTheWrongBrokerIsToldTheLeader() throws IOException {
        int leader = mock.cluster().leader("orders", 0);
        mock.cluster().bumpLeaderEpoch("orders", 0);
        int other = leader == 4 ? 1 : 4;
        try (WireClient stray = connect(other)) {
            Message produced = stray.ask(
                    "Produce", 10, produce("orders", 0, 1, batch(1).build().bytes()));

            assertThat(error(onlyPartition(produced, "Responses", "PartitionResponses")))
                    .isEqualTo(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            Message told =
                    onlyPartition(produced, "Responses", "PartitionResponses").getStruct("CurrentLeader");
            assertThat(told.getInt("LeaderId")).isEqualTo(leader);
            assertThat(told.getInt("LeaderEpoch")).isEqualTo(1);
            assertThat(only(produced.getStructs("NodeEndpoints")).getInt("Port"))
                    .isEqualTo(mock.cluster().brokers().get(leader - 1).port());
        }
    }

    @Test
    void aFencedFetchIsToldTheLeader() throws IOException {
        int leader = mock.cluster().leader("orders", 0);
        mock.cluster().bumpLeaderEpoch("orders", 0);
        try (WireClient outdated = connect(leader)) {
            Message metadata = outdated.ask("Metadata", 12, request -> request.set("Topics", null));
            Message fetched = outdated.ask(
                    "Fetch", 16, request -> request.set("MaxBytes", 1000).add("Topics", topic -> topic.set(
                                    "TopicId",
                                    only(metadata.getStructs("Topics")).getUuid("TopicId"))
                            .add("Partitions", partition -> partition
                                    .set("CurrentLeaderEpoch", 0)
                                    .set("PartitionMaxBytes", 1000))));

            Message partition = onlyPartition(fetched, "Responses", "Partitions");
            assertThat(error(partition)).isEqualTo(ErrorCode.FENCED_LEADER_EPOCH);
            assertThat(partition.getStruct("CurrentLeader").getInt("LeaderEpoch"))
                    .isEqualTo(1);
            assertThat(only(fetched.getStructs("NodeEndpoints")).getInt("NodeId"))
                    .isEqualTo(leader);
        }
    }

    private WireClient connect(int nodeId) throws IOException {
        return new WireClient(mock, mock.cluster().brokers().get(nodeId - 1));
    }
}
