package io.kspec.mock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicConfigs;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Invariants of leaders, ISRs, epochs and coordinators, whatever happens to the brokers of a cluster. They are those of Apache
 * Kafka's controller (PartitionRegistration, PartitionChangeBuilder); a Kafka of one node has nothing to compare with. A failure
 * prints the seed and a shrunken walk.
 */
@Tag("long")
class ClusterWalkTest {
    private static final int BROKERS = 4;
    private static final int PARTITIONS = 3;
    private static final String GROUP = "readers";

    enum Deed {
        STOP,
        START,
        MOVE_LEADER,
        BUMP_EPOCH,
        SHRINK_ISR,
        ELECT_PREFERRED,
        ELECT_UNCLEAN,
        REASSIGN,
        CANCEL_REASSIGNMENT,
        MOVE_CONTROLLER,
        MOVE_COORDINATOR,
        ADD_TOPIC
    }

    /** One step; deeds take what they need of the rest. */
    record Step(Deed deed, int broker, int partition, List<Integer> brokers) {}

    private Cluster cluster = cluster();
    private final Map<String, PartitionRegistration> before = new HashMap<>();
    private int controllerEpoch;

    private static Cluster cluster() {
        List<ClusterBroker> members = IntStream.rangeClosed(1, BROKERS)
                .mapToObj(id -> new ClusterBroker(id, "localhost", 9000 + id, null))
                .toList();
        ClusterSettings settings = ClusterSettings.DEFAULTS.withDefaultReplicationFactor(3);
        return new Cluster("walked", members, settings, new RandomIds(1));
    }

    @Provide
    Arbitrary<List<Step>> walks() {
        Arbitrary<Integer> brokers = Arbitraries.integers().between(1, BROKERS);
        return Combinators.combine(
                        Arbitraries.of(Deed.class),
                        brokers,
                        Arbitraries.integers().between(0, PARTITIONS - 1),
                        brokers.list().uniqueElements().ofMinSize(1).ofMaxSize(3))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Property(tries = 1_000)
    void leadersAndEpochsStayConsistent(@ForAll("walks") List<Step> walk) {
        cluster = cluster();
        before.clear();
        controllerEpoch = 0;
        create("t0");
        check();
        for (Step step : walk) {
            take(step);
            check();
        }
        IntStream.rangeClosed(1, BROKERS).forEach(cluster.controller()::start);
        checkAllRun();
    }

    private void create(String name) {
        cluster.create(name, PARTITIONS, TopicConfigs.DEFAULTS);
    }

    private void take(Step step) {
        Controller controller = cluster.controller();
        boolean runs = cluster.brokers().isLive(step.broker());
        Topic topic = cluster.topics().find("t0").orElseThrow();
        int partition = step.partition();
        switch (step.deed()) {
            case STOP -> controller.stop(step.broker());
            case START -> controller.start(step.broker());
            case MOVE_LEADER -> {
                if (runs) {
                    boolean leaves = of(topic, partition).removing().contains(step.broker());
                    controller.moveLeader(topic, partition, step.broker());
                    assertThat(leaves || of(topic, partition).leader() == step.broker())
                            .isTrue();
                }
            }
            case BUMP_EPOCH -> controller.bumpLeaderEpoch(topic, partition);
            case SHRINK_ISR -> shrink(topic, partition, step.brokers());
            case ELECT_PREFERRED -> electPreferred(topic, partition);
            case ELECT_UNCLEAN -> electUnclean(topic, partition);
            case REASSIGN -> reassign(topic, partition, step.brokers());
            case CANCEL_REASSIGNMENT -> cancel(topic, partition);
            case MOVE_CONTROLLER -> {
                if (runs) {
                    controller.moveTo(step.broker());
                    assertThat(controller.nodeId()).isEqualTo(step.broker());
                }
            }
            case MOVE_COORDINATOR -> {
                if (runs) {
                    controller.moveCoordinator(Kind.GROUP, GROUP, step.broker());
                    assertThat(cluster.coordinators().coordinator(Kind.GROUP, GROUP))
                            .isEqualTo(step.broker());
                }
            }
            case ADD_TOPIC -> {
                if (!cluster.brokers().live().isEmpty()) {
                    create("t" + cluster.topics().all().size());
                }
            }
        }
    }

    private PartitionRegistration of(Topic topic, int partition) {
        return cluster.replicas().of(topic, partition);
    }

    /** Keeps the leader in sync and those of some brokers that are. */
    private void shrink(Topic topic, int partition, List<Integer> kept) {
        PartitionRegistration registration = of(topic, partition);
        if (registration.leader() != PartitionRegistration.NO_LEADER) {
            List<Integer> isr = registration.isr().stream()
                    .filter(replica -> replica == registration.leader() || kept.contains(replica))
                    .toList();
            cluster.controller().setIsr(topic, partition, isr);
            assertThat(of(topic, partition).isr()).isEqualTo(isr);
        }
    }

    private void electPreferred(Topic topic, int partition) {
        int preferred = of(topic, partition).preferredLeader();
        ErrorCode result = cluster.controller().electPreferred(topic, partition);
        assertThat(of(topic, partition).leader() == preferred)
                .isEqualTo(result != ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE);
    }

    private void electUnclean(Topic topic, int partition) {
        boolean anyRuns = of(topic, partition).replicas().stream().anyMatch(cluster.brokers()::isLive);
        cluster.controller().electUnclean(topic, partition);
        assertThat(of(topic, partition).leader() != PartitionRegistration.NO_LEADER)
                .isEqualTo(anyRuns);
    }

    private void reassign(Topic topic, int partition, List<Integer> target) {
        cluster.controller().reassign(topic, partition, target, true);
        PartitionRegistration after = of(topic, partition);
        assertThat(after.replicas()).containsAll(target);
        if (!after.isBeingReassigned()) {
            assertThat(after.replicas()).isEqualTo(target);
        }
    }

    private void cancel(Topic topic, int partition) {
        PartitionRegistration registration = of(topic, partition);
        List<Integer> original = new ArrayList<>(registration.replicas());
        original.removeAll(registration.adding());
        try {
            cluster.controller().cancelReassignment(topic, partition);
            assertThat(of(topic, partition).replicas()).containsExactlyInAnyOrderElementsOf(original);
            assertThat(of(topic, partition).isBeingReassigned()).isFalse();
        } catch (TopicRefusal refused) {
            assertThat(registration.isBeingReassigned() && original.stream().anyMatch(registration.isr()::contains))
                    .isFalse();
        }
    }

    private void check() {
        BrokerTable brokers = cluster.brokers();
        for (Topic topic : cluster.topics().all()) {
            for (int i = 0; i < PARTITIONS; i++) {
                check(topic.name() + "-" + i, of(topic, i));
            }
        }
        int controller = cluster.controller().nodeId();
        assertThat(controller == -1 ? brokers.live().isEmpty() : brokers.isLive(controller))
                .isTrue();
        assertThat(cluster.controller().epoch()).isGreaterThanOrEqualTo(controllerEpoch);
        controllerEpoch = cluster.controller().epoch();
        int coordinator = cluster.coordinators().coordinator(Kind.GROUP, GROUP);
        assertThat(coordinator == -1 || brokers.isLive(coordinator)).isTrue();
    }

    private void check(String name, PartitionRegistration now) {
        BrokerTable brokers = cluster.brokers();
        assertThat(now.replicas()).as(name).isNotEmpty().doesNotHaveDuplicates().containsAll(now.isr());
        assertThat(now.isr()).as(name).allMatch(brokers::isLive).noneMatch(now.elr()::contains);
        assertThat(now.replicas()).as(name).containsAll(now.elr()).containsAll(now.adding());
        assertThat(now.replicas()).as(name).containsAll(now.removing());
        assertThat(
                        now.leader() == PartitionRegistration.NO_LEADER
                                ? now.isr().isEmpty()
                                : now.isr().contains(now.leader()))
                .as("%s: a leader is in sync, and there is one if any replica is: %s", name, now)
                .isTrue();
        PartitionRegistration was = before.put(name, now);
        if (was != null) {
            assertThat(now.leaderEpoch()).as(name).isGreaterThanOrEqualTo(was.leaderEpoch());
            assertThat(now.leaderEpoch() > was.leaderEpoch() || now.leader() == was.leader())
                    .as("%s: another leader has another epoch", name)
                    .isTrue();
            assertThat(now.equals(was) || now.partitionEpoch() > was.partitionEpoch() || onlyElrDiffers(now, was))
                    .as("%s: a change has another epoch: %s after %s", name, now, was)
                    .isTrue();
        }
    }

    private static boolean onlyElrDiffers(PartitionRegistration now, PartitionRegistration was) {
        return now.isr().equals(was.isr())
                && now.replicas().equals(was.replicas())
                && now.leader() == was.leader()
                && now.leaderEpoch() == was.leaderEpoch();
    }

    /** Once all brokers run, everything has a leader and no reassignment is left. */
    private void checkAllRun() {
        for (Topic topic : cluster.topics().all()) {
            for (int i = 0; i < PARTITIONS; i++) {
                PartitionRegistration now = of(topic, i);
                assertThat(now.leader()).as("%s", now).isNotEqualTo(PartitionRegistration.NO_LEADER);
                assertThat(now.isBeingReassigned()).as("%s", now).isFalse();
            }
        }
        assertThat(cluster.coordinators().coordinator(Kind.GROUP, GROUP)).isNotEqualTo(-1);
    }
}
