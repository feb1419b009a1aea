package io.kspec.mock.cluster;

import io.kspec.mock.cluster.CoordinatorTable.Kind;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * The controller: decides who leads the partitions and coordinates groups and transactions, when brokers stop and start and
 * when somebody asks. One of the brokers is the active controller.
 */
public final class Controller {
    private final BrokerTable brokers;
    private final ReplicaTable replicas;
    private final CoordinatorTable coordinators;
    private final ReplicationThrottle throttle;
    private int nodeId;
    private int epoch = 1;
    private long changes;

    Controller(
            BrokerTable brokers, ReplicaTable replicas, CoordinatorTable coordinators, ReplicationThrottle throttle) {
        this.brokers = brokers;
        this.replicas = replicas;
        this.coordinators = coordinators;
        this.throttle = throttle;
        this.nodeId = brokers.all().get(0).nodeId();
    }

    /** The node id of the active controller; -1 if no broker runs. */
    public int nodeId() {
        return nodeId;
    }

    /** Which controller in succession this is; the first is 1. */
    public int epoch() {
        return epoch;
    }

    /** How often leaders, replicas, brokers or the controller have changed. */
    public long changes() {
        return changes + replicas.changes();
    }

    /** Makes a broker that runs the active controller. */
    public void moveTo(int broker) {
        requireLive(broker);
        become(broker);
    }

    private void become(int broker) {
        if (broker != nodeId) {
            nodeId = broker;
            epoch++;
            changes++;
        }
    }

    /**
     * Stops a broker, unless it has stopped already: another replica in sync becomes the leader of each partition that it
     * leads, or nobody does.
     */
    public void stop(int broker) {
        requireRegistered(broker);
        if (brokers.isLive(broker)) {
            brokers.stopped(broker);
            updateAll(registration -> registration.afterStop(broker, brokers::isLive));
            if (nodeId == broker) {
                become(brokers.live().stream()
                        .mapToInt(ClusterBroker::nodeId)
                        .findFirst()
                        .orElse(-1));
            }
        }
    }

    /**
     * Starts a broker, unless it runs already: its replicas are in sync again immediately. It leads only partitions that had
     * no leader; {@link #electPreferred} gives back the others.
     */
    public void start(int broker) {
        requireRegistered(broker);
        if (!brokers.isLive(broker)) {
            brokers.started(broker);
            updateAll(registration -> registration.afterStart(broker, brokers::isLive));
            if (nodeId < 0) {
                become(broker);
            }
        }
    }

    private void updateAll(UnaryOperator<PartitionRegistration> change) {
        replicas.updateAll(change);
        coordinators.updateAll(change);
    }

    /**
     * Unregisters a broker. It stops, and the cluster does not know it any more.
     *
     * @return NONE, or BROKER_ID_NOT_REGISTERED
     */
    public ErrorCode unregister(int broker) {
        if (brokers.find(broker).isEmpty()) {
            return ErrorCode.BROKER_ID_NOT_REGISTERED;
        }
        stop(broker);
        brokers.unregister(broker);
        return ErrorCode.NONE;
    }

    /**
     * Makes a broker that runs the leader of a partition, with a new leader epoch. A broker that has no replica takes the place
     * of the current leader among the replicas.
     */
    public void moveLeader(Topic topic, int partition, int broker) {
        requireLive(broker);
        replicas.update(topic, partition, registration -> {
            PartitionRegistration placed = registration;
            if (!registration.isReplica(broker)) {
                List<Integer> moved = new ArrayList<>(registration.replicas());
                moved.set(Math.max(0, moved.indexOf(registration.leader())), broker);
                placed = registration.onReplicas(moved);
            }
            return placed.withSyncedLeader(broker, brokers::isLive);
        });
    }

    /** Gives a partition a new leader epoch under the same leader, as after a restart of the leader. */
    public void bumpLeaderEpoch(Topic topic, int partition) {
        replicas.update(topic, partition, registration -> registration.withLeader(registration.leader()));
    }

    /**
     * Sets which replicas of a partition are in sync.
     *
     * @throws IllegalArgumentException unless they are replicas of brokers that run, with the leader among them
     */
    public void setIsr(Topic topic, int partition, List<Integer> isr) {
        PartitionRegistration registration = replicas.of(topic, partition);
        boolean possible = isr.contains(registration.leader())
                && registration.replicas().containsAll(isr)
                && isr.stream().allMatch(brokers::isLive);
        if (!possible) {
            throw new IllegalArgumentException(
                    "expected live replicas with the leader among them, found " + isr + " for " + registration);
        }
        replicas.update(topic, partition, before -> before.withIsr(isr));
    }

    /**
     * Elects the preferred leader, which is the first replica.
     *
     * @return NONE, ELECTION_NOT_NEEDED if it leads, or PREFERRED_LEADER_NOT_AVAILABLE if it is not in sync
     */
    public ErrorCode electPreferred(Topic topic, int partition) {
        PartitionRegistration registration = replicas.of(topic, partition);
        int preferred = registration.preferredLeader();
        if (registration.leader() == preferred) {
            return ErrorCode.ELECTION_NOT_NEEDED;
        }
        if (!registration.isr().contains(preferred) || !brokers.isLive(preferred)) {
            return ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE;
        }
        replicas.update(topic, partition, before -> before.withLeader(preferred));
        return ErrorCode.NONE;
    }

    /**
     * Elects any replica that runs, in sync or not, for a partition without a leader. The mock's replicas share their records,
     * so none are lost.
     *
     * @return NONE, ELECTION_NOT_NEEDED if there is a leader, or ELIGIBLE_LEADERS_NOT_AVAILABLE if no replica runs
     */
    public ErrorCode electUnclean(Topic topic, int partition) {
        PartitionRegistration registration = replicas.of(topic, partition);
        if (registration.leader() != PartitionRegistration.NO_LEADER) {
            return ErrorCode.ELECTION_NOT_NEEDED;
        }
        return registration.replicas().stream()
                .filter(brokers::isLive)
                .findFirst()
                .map(elected -> {
                    replicas.update(topic, partition, before -> before.withSyncedLeader(elected, brokers::isLive));
                    return ErrorCode.NONE;
                })
                .orElse(ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE);
    }

    /**
     * Moves a partition to other replicas. The reassignment is complete unless one of the new replicas is on a stopped broker,
     * or throttled.
     *
     * @param otherFactor whether the number of replicas may change
     * @throws TopicRefusal with INVALID_REPLICA_ASSIGNMENT or INVALID_REPLICATION_FACTOR
     */
    public void reassign(Topic topic, int partition, List<Integer> newReplicas, boolean otherFactor) {
        replicas.checkAssignment(newReplicas);
        PartitionRegistration before = replicas.of(topic, partition);
        int factor = before.replicas().size() - before.adding().size();
        if (!otherFactor && newReplicas.size() != factor) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "The replication factor must stay " + factor + ", not become " + newReplicas.size() + ".");
        }
        boolean there = newReplicas.equals(before.replicas()) && !before.isBeingReassigned();
        if (!there) {
            replicas.update(topic, partition, moved -> moved.reassigned(newReplicas, fetching(topic, partition)));
        }
    }

    /** Completes the reassignments whose replicas are no longer throttled, after a change of configurations. */
    public void configured() {
        for (Topic topic : replicas.topics()) {
            for (int i = 0; i < topic.partitions().size(); i++) {
                IntPredicate fetching = fetching(topic, i);
                replicas.update(topic, i, registration -> registration.caughtUp(fetching));
            }
        }
    }

    /** The brokers whose replicas of a partition are in sync at once. */
    private IntPredicate fetching(Topic topic, int partition) {
        return broker -> brokers.isLive(broker) && !throttle.holds(topic, partition, broker);
    }

    /**
     * Takes a partition back to the replicas that it had before a reassignment in progress.
     *
     * @throws TopicRefusal with NO_REASSIGNMENT_IN_PROGRESS, or with INVALID_REPLICA_ASSIGNMENT if none of the former replicas
     *     is in sync (Kafka's PartitionReassignmentRevert)
     */
    public void cancelReassignment(Topic topic, int partition) {
        PartitionRegistration current = replicas.of(topic, partition);
        if (!current.isBeingReassigned()) {
            throw new TopicRefusal(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, "");
        }
        if (!current.isRevertible()) {
            throw new TopicRefusal(
                    ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                    "Unable to revert partition assignment for " + topic.name() + ":" + partition
                            + " because it would require an unclean leader election.");
        }
        replicas.update(topic, partition, before -> before.reverted(brokers::isLive));
    }

    /** Makes a broker that runs the coordinator of a key, and of all keys with which it shares a partition. */
    public void moveCoordinator(Kind kind, String key, int broker) {
        requireLive(broker);
        coordinators.move(kind, key, broker);
    }

    private void requireRegistered(int broker) {
        if (brokers.find(broker).isEmpty()) {
            throw new IllegalArgumentException("expected a broker of " + ids(brokers.all()) + ", found " + broker);
        }
    }

    private void requireLive(int broker) {
        if (!brokers.isLive(broker)) {
            throw new IllegalArgumentException(
                    "expected a running broker of " + ids(brokers.live()) + ", found " + broker);
        }
    }

    private static List<Integer> ids(List<ClusterBroker> brokers) {
        return brokers.stream().map(ClusterBroker::nodeId).toList();
    }
}
