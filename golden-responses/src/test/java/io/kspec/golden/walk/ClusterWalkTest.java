package io.kspec.golden.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.MockBroker;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.coverage.ApiUse;
import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.protocol.message.Message;
import io.kspec.reference.ReferenceBroker;
import io.kspec.reference.ReferenceCluster;
import io.kspec.reference.ReferenceReleases;
import io.kspec.stage.net.Target;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each broker of a mock of three answers as each of three of Apache Kafka. A failure prints the seed and the walk. */
@Tag("broker")
class ClusterWalkTest {
    /** How long a broker that has stopped counts as running: short, but longer than a busy machine may hold up a broker that runs. */
    private static final String UNTIL_FENCED_MS = "18000";

    private static final String COORDINATORS = Integer.toString(CoordinatorPartitions.COUNT);

    @Test
    void theMockAndApacheKafkaAnswerAlike() throws IOException {
        WalkPlan plan = WalkPlan.of("cluster-" + ReferenceReleases.newest(), 60);
        try (ReferenceCluster reference = ReferenceBroker.of(ReferenceReleases.newest())
                        .property("offsets.topic.num.partitions", COORDINATORS)
                        .property("transaction.state.log.num.partitions", COORDINATORS)
                        .property("auto.leader.rebalance.enable", "false")
                        .property("broker.session.timeout.ms", UNTIL_FENCED_MS)
                        .startCluster(ClusterMoves.BROKERS);
                MockBroker mocked =
                        MockBroker.builder().brokers(ClusterMoves.BROKERS).start();
                WalkedCluster kafka = of(reference);
                WalkedCluster mock = of(mocked)) {
            ApiUse use = ApiUse.of(mocked);
            for (WalkedCluster side : List.of(kafka, mock)) {
                Message created = side.ask(1, ClusterMoves.internalTopics(CoordinatorPartitions.COUNT), 5);
                assertThat(created.getStructs("Topics"))
                        .extracting(topic -> topic.getInt("ErrorCode"))
                        .containsOnly(0);
            }
            new ClusterWalk(plan, kafka, mock, mocked).walk();
            plan.verify(use);
        }
    }

    private static WalkedCluster of(ReferenceCluster cluster) {
        List<ReferenceBroker> brokers = cluster.brokers();
        Map<Integer, Target> targets = IntStream.rangeClosed(1, brokers.size())
                .boxed()
                .collect(Collectors.toMap(id -> id, id -> {
                    ReferenceBroker broker = brokers.get(id - 1);
                    return new Target(broker.host(), broker.port());
                }));
        return new WalkedCluster(targets, id -> brokers.get(id - 1).stop(), id -> brokers.get(id - 1)
                .restart());
    }

    private static WalkedCluster of(MockBroker mock) {
        Map<Integer, Target> targets = mock.cluster().brokers().stream()
                .collect(Collectors.toMap(ClusterBroker::nodeId, broker -> new Target(broker.host(), broker.port())));
        return new WalkedCluster(
                targets, id -> mock.cluster().stop(id), id -> mock.cluster().start(id));
    }
}
