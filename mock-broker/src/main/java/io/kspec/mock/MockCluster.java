package io.kspec.mock;

import io.kspec.mock.cluster.Cluster;
import io.kspec.mock.cluster.ClusterBroker;
import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.cluster.PartitionRegistration;
import io.kspec.mock.dispatch.Dispatcher;
import io.kspec.mock.net.Server;
import io.kspec.mock.topic.Topic;
import io.kspec.protocol.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apiguardian.api.API;

/**
 * The brokers of a mock and who leads what among them: shows it, and changes it while clients are connected. Obtained from
 * {@link MockBroker#cluster()}.
 *
 * <pre>{@code
 * try (MockBroker mock = MockBroker.builder().brokers(3).defaultReplicationFactor(3).topic("orders", 6).start()) {
 *     int leader = mock.cluster().leader("orders", 0);
 *     mock.cluster().stop(leader);
 *     // Clients find the new leader
 *     mock.cluster().start(leader);
 *     mock.cluster().electPreferredLeader("orders", 0);
 * }
 * }</pre>
 *
 * <p>A change has happened when its method returns: requests that arrive later see it, and requests that wait, such as fetches
 * from a broker that does not lead any more, have been answered. An unknown topic, partition or broker is an {@link
 * IllegalArgumentException}. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class MockCluster {
    private final Server server;
    private final Cluster cluster;
    private final Dispatcher dispatcher;

    MockCluster(Server server, Cluster cluster, Dispatcher dispatcher) {
        this.server = server;
        this.cluster = cluster;
        this.dispatcher = dispatcher;
    }

    /** The cluster id. */
    public String id() {
        return cluster.id();
    }

    /** Every broker, by node id, whether it runs or not. */
    public List<ClusterBroker> brokers() {
        return read(state -> state.brokers().all());
    }

    /** The brokers that run, by node id. */
    public List<ClusterBroker> liveBrokers() {
        return read(state -> state.brokers().live());
    }

    /** The node id of the active controller; -1 if no broker runs. */
    public int controller() {
        return read(state -> state.controller().nodeId());
    }

    /** The node id of the leader of a partition; -1 if it has none. */
    public int leader(String topic, int partition) {
        return registration(topic, partition).leader();
    }

    /** The replicas, ISR, leader and epochs of a partition. */
    public PartitionRegistration registration(String topic, int partition) {
        return read(state -> state.replicas().of(find(topic, partition), partition));
    }

    /** The node id of the coordinator of a group; -1 if it has none. */
    public int groupCoordinator(String groupId) {
        return read(state -> state.coordinators().coordinator(Kind.GROUP, groupId));
    }

    /** The node id of the coordinator of a transactional id; -1 if it has none. */
    public int transactionCoordinator(String transactionalId) {
        return read(state -> state.coordinators().coordinator(Kind.TRANSACTION, transactionalId));
    }

    /** Makes a running broker the active controller. */
    public void moveController(int nodeId) {
        change(state -> state.controller().moveTo(nodeId));
    }

    /**
     * Makes a running broker the leader of a partition, with the next leader epoch. A broker that has no replica takes the
     * place of the current leader among the replicas.
     */
    public void moveLeader(String topic, int partition, int nodeId) {
        change(state -> state.controller().moveLeader(find(topic, partition), partition, nodeId));
    }

    /**
     * Gives a partition the next leader epoch under the same leader: requests with the old one are answered
     * FENCED_LEADER_EPOCH.
     */
    public void bumpLeaderEpoch(String topic, int partition) {
        change(state -> state.controller().bumpLeaderEpoch(find(topic, partition), partition));
    }

    /**
     * Sets the replicas of a partition that are in sync. With fewer than {@code min.insync.replicas}, Produce with acks=-1 is
     * answered NOT_ENOUGH_REPLICAS.
     *
     * @param nodeIds running replicas, with the leader among them
     */
    public void setIsr(String topic, int partition, List<Integer> nodeIds) {
        change(state -> state.controller().setIsr(find(topic, partition), partition, List.copyOf(nodeIds)));
    }

    /**
     * Elects the preferred leader of a partition, its first replica, as {@code kafka-leader-election} does.
     *
     * @return NONE, ELECTION_NOT_NEEDED or PREFERRED_LEADER_NOT_AVAILABLE
     */
    public ErrorCode electPreferredLeader(String topic, int partition) {
        return call(state -> state.controller().electPreferred(find(topic, partition), partition));
    }

    /**
     * Elects a leader for a partition that has none, even a replica that is out of sync.
     *
     * @return NONE, ELECTION_NOT_NEEDED or ELIGIBLE_LEADERS_NOT_AVAILABLE
     */
    public ErrorCode electUncleanLeader(String topic, int partition) {
        return call(state -> state.controller().electUnclean(find(topic, partition), partition));
    }

    /**
     * Makes a running broker the coordinator of a group, and of the groups with which it shares a partition of the offsets
     * topic. The former coordinator answers NOT_COORDINATOR.
     */
    public void moveGroupCoordinator(String groupId, int nodeId) {
        change(state -> state.controller().moveCoordinator(Kind.GROUP, groupId, nodeId));
    }

    /** Makes a running broker the coordinator of a transactional id, and of those with which it shares a partition. */
    public void moveTransactionCoordinator(String transactionalId, int nodeId) {
        change(state -> state.controller().moveCoordinator(Kind.TRANSACTION, transactionalId, nodeId));
    }

    /**
     * Stops a broker: its port and connections close, and other replicas in sync take over the partitions, groups and
     * transactions that it leads. A partition without such a replica has no leader until the broker starts again. Stopping
     * a stopped broker has no effect.
     */
    public synchronized void stop(int nodeId) {
        requireBroker(nodeId);
        server.closePort(nodeId);
        change(state -> state.controller().stop(nodeId));
    }

    /**
     * Starts a stopped broker on the port that it had: its replicas are in sync again, but it leads only partitions that had
     * no leader. Starting a running broker has no effect.
     *
     * @throws UncheckedIOException if its port has been taken meanwhile
     */
    public synchronized void start(int nodeId) {
        requireBroker(nodeId);
        try {
            server.openPort(nodeId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        change(state -> state.controller().start(nodeId));
    }

    /**
     * Reads or changes the state on the thread that owns it; requests that waited for the change are then answered. The task must
     * not keep the state, nor block.
     *
     * @throws IllegalStateException if the broker is closed
     */
    @API(status = API.Status.INTERNAL, since = "0.1.0")
    public <T> T call(Function<Cluster, T> task) {
        List<T> result = new ArrayList<>(1);
        change(state -> result.add(task.apply(state)));
        return only(result);
    }

    static <T> T only(List<T> result) {
        if (result.isEmpty()) {
            throw new IllegalStateException("expected an open broker, found a closed one");
        }
        return result.get(0);
    }

    private void requireBroker(int nodeId) {
        if (read(state -> state.brokers().find(nodeId).isEmpty())) {
            throw new IllegalArgumentException("there is no broker " + nodeId);
        }
    }

    private Topic find(String topic, int partition) {
        return cluster.topics()
                .find(topic)
                .filter(found -> found.partition(partition).isPresent())
                .orElseThrow(() -> new IllegalArgumentException("there is no partition " + topic + "-" + partition));
    }

    private <T> T read(Function<Cluster, T> look) {
        List<T> seen = new ArrayList<>(1);
        server.run(() -> seen.add(look.apply(cluster)));
        return only(seen);
    }

    void change(Consumer<Cluster> decide) {
        server.run(() -> {
            dispatcher.advance();
            decide.accept(cluster);
            dispatcher.advance();
        });
    }
}
