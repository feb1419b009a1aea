package io.kspec.mock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the replicas of new partitions are spread over the brokers. */
class ReplicaPlacerTest {
    @Test
    void leadersTakeTurns() {
        ReplicaPlacer placer = new ReplicaPlacer(brokers(3));

        assertThat(placer.place(4, 1)).containsExactly(List.of(1), List.of(2), List.of(3), List.of(1));
        assertThat(placer.place(1, 1)).as("the next topic goes on").containsExactly(List.of(2));
    }

    @Test
    void followersTakeTurnsToo() {
        ReplicaPlacer placer = new ReplicaPlacer(brokers(3));

        assertThat(placer.place(6, 2))
                .containsExactly(
                        List.of(1, 2), List.of(2, 3), List.of(3, 1), List.of(1, 3), List.of(2, 1), List.of(3, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyBrokerGetsTheSameShare(int replicationFactor) {
        List<List<Integer>> placement = new ReplicaPlacer(brokers(5)).place(20, replicationFactor);

        assertThat(placement)
                .allSatisfy(replicas ->
                        assertThat(replicas).hasSize(replicationFactor).doesNotHaveDuplicates());
        Map<Integer, Long> shares = placement.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(broker -> broker, Collectors.counting()));
        assertThat(new HashSet<>(shares.values())).containsExactly(4L * replicationFactor);
    }

    @Test
    void replicasAreInDistinctRacks() {
        BrokerTable brokers = brokers("a", "a", "a", "b", "c");

        assertThat(new ReplicaPlacer(brokers).place(15, 3)).allSatisfy(replicas -> assertThat(replicas)
                .extracting(replica -> brokers.find(replica).orElseThrow().rack())
                .containsExactlyInAnyOrder("a", "b", "c"));
    }

    @Test
    void moreReplicasThanRacksShareRacks() {
        assertThat(new ReplicaPlacer(brokers("a", "a", "b")).place(1, 3))
                .allSatisfy(replicas -> assertThat(replicas).containsExactlyInAnyOrder(1, 2, 3));
    }

    @Test
    void aStoppedBrokerLeadsNothingNew() {
        BrokerTable brokers = brokers(3);
        brokers.stopped(2);

        assertThat(new ReplicaPlacer(brokers).place(2, 2)).containsExactly(List.of(1, 3), List.of(3, 1));
        assertThat(new ReplicaPlacer(brokers).place(1, 3)).containsExactly(List.of(1, 3, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, 0, 4})
    void anImpossibleReplicationFactorIsRefused(int replicationFactor) {
        assertThatExceptionOfType(TopicRefusal.class)
                .isThrownBy(() -> new ReplicaPlacer(brokers(3)).place(1, replicationFactor))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(ErrorCode.INVALID_REPLICATION_FACTOR));
    }

    @Test
    void withoutARunningBrokerNothingIsPlaced() {
        BrokerTable brokers = brokers(1);
        brokers.stopped(1);

        assertThatExceptionOfType(TopicRefusal.class)
                .isThrownBy(() -> new ReplicaPlacer(brokers).place(1, 1))
                .withMessage("No broker runs.");
    }

    @Test
    void aPreviewTakesNoTurn() {
        ReplicaPlacer placer = new ReplicaPlacer(brokers(3));

        assertThat(placer.preview(2, 1)).containsExactly(List.of(1), List.of(2));
        assertThat(placer.place(1, 1)).containsExactly(List.of(1));
    }

    private static BrokerTable brokers(int count) {
        return brokers(new @Nullable String[count]);
    }

    private static BrokerTable brokers(@Nullable String... racks) {
        List<ClusterBroker> all = new ArrayList<>();
        IntStream.range(0, racks.length)
                .forEach(i -> all.add(new ClusterBroker(i + 1, "localhost", 9092 + i, racks[i])));
        return new BrokerTable(all);
    }
}
