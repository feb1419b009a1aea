package io.kspec.mock.cluster;

import io.kspec.mock.log.PartitionLog;
import io.kspec.mock.topic.Topic;
import io.kspec.mock.topic.TopicRefusal;
import io.kspec.mock.topic.TopicTable;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The replicas of every partition. */
public final class ReplicaTable {
    private static final int UNKNOWN_EPOCH = -1;

    /** Is told that a partition has another leader, or none. */
    interface LeaderListener {
        void led(Topic topic, int partition);
    }

    private final BrokerTable brokers;
    private final TopicTable topics;
    private final LeaderListener listener;
    private final ReplicaPlacer placer;
    private final int defaultReplicationFactor;
    private final Map<UUID, List<PartitionRegistration>> byTopic = new HashMap<>();
    private long changes;

    ReplicaTable(BrokerTable brokers, TopicTable topics, int defaultReplicationFactor, LeaderListener listener) {
        this.brokers = brokers;
        this.topics = topics;
        this.placer = new ReplicaPlacer(brokers);
        this.defaultReplicationFactor = defaultReplicationFactor;
        this.listener = listener;
    }

    /** The topics that have replicas. */
    Collection<Topic> topics() {
        return topics.all();
    }

    /** The registration of a partition that exists. */
    public PartitionRegistration of(Topic topic, int partition) {
        return of(topic).get(partition);
    }

    /** The registrations of a topic's partitions, in order of partition index. */
    public List<PartitionRegistration> of(Topic topic) {
        return byTopic.getOrDefault(topic.id(), List.of());
    }

    /** Grows whenever the registration of a partition changes, or a broker starts or stops. */
    public long stamp() {
        return changes + brokers.changes();
    }

    /** How often the registration of a partition was changed. */
    long changes() {
        return changes;
    }

    private PartitionRegistration created(List<Integer> replicas) {
        changes++;
        return PartitionRegistration.created(replicas, brokers::isLive);
    }

    /**
     * NONE if a broker leads a partition, or NOT_LEADER_OR_FOLLOWER.
     *
     * @param partition the index of a partition that exists
     */
    public ErrorCode checkLeader(Topic topic, int partition, int broker) {
        return checkLeader(topic, partition, broker, UNKNOWN_EPOCH);
    }

    /**
     * NONE if a broker leads a partition and a client knows its leader epoch; otherwise NOT_LEADER_OR_FOLLOWER,
     * FENCED_LEADER_EPOCH or UNKNOWN_LEADER_EPOCH (KIP-320).
     *
     * @param partition the index of a partition that exists
     * @param clientEpoch the leader epoch that the client knows; -1 for none
     */
    public ErrorCode checkLeader(Topic topic, int partition, int broker, int clientEpoch) {
        ErrorCode error = checkReplica(topic, partition, broker, clientEpoch);
        boolean follows = error == ErrorCode.NONE && of(topic, partition).leader() != broker;
        return follows ? ErrorCode.NOT_LEADER_OR_FOLLOWER : error;
    }

    /**
     * The same as {@link #checkLeader(Topic, int, int, int)} for a request that followers serve too. As in Kafka, a broker
     * without a replica does not compare epochs.
     */
    public ErrorCode checkReplica(Topic topic, int partition, int broker, int clientEpoch) {
        PartitionRegistration registration = of(topic, partition);
        if (!registration.isReplica(broker)) {
            return ErrorCode.NOT_LEADER_OR_FOLLOWER;
        }
        int leaderEpoch = registration.leaderEpoch();
        if (clientEpoch == UNKNOWN_EPOCH || clientEpoch == leaderEpoch) {
            return ErrorCode.NONE;
        }
        return clientEpoch < leaderEpoch ? ErrorCode.FENCED_LEADER_EPOCH : ErrorCode.UNKNOWN_LEADER_EPOCH;
    }

    /**
     * Chooses replicas for new partitions; {@link #assign} makes them count.
     *
     * @param replicationFactor -1 for the cluster's default
     * @throws TopicRefusal with INVALID_REPLICATION_FACTOR
     */
    public List<List<Integer>> choose(int partitions, int replicationFactor) {
        return placer.preview(partitions, replicationFactor == -1 ? defaultReplicationFactor : replicationFactor);
    }

    /**
     * Checks the replicas that a client chose for new partitions.
     *
     * @throws TopicRefusal with INVALID_REPLICA_ASSIGNMENT
     */
    public void checkAssignments(List<List<Integer>> assignments) {
        int factor = assignments.isEmpty() ? 0 : assignments.get(0).size();
        for (List<Integer> replicas : assignments) {
            checkAssignment(replicas);
            if (replicas.size() != factor) {
                throw refusal("All partitions must have the same number of replicas, found " + factor + " and "
                        + replicas.size() + ".");
            }
            if (replicas.stream().noneMatch(brokers::isLive)) {
                throw refusal("None of the brokers " + replicas + " runs.");
            }
        }
    }

    /**
     * Checks the replicas that a client chose for a partition.
     *
     * @throws TopicRefusal with INVALID_REPLICA_ASSIGNMENT
     */
    public void checkAssignment(List<Integer> replicas) {
        if (replicas.isEmpty()) {
            throw refusal("A partition must have at least one replica.");
        }
        if (new HashSet<>(replicas).size() < replicas.size()) {
            throw refusal("A broker is named more than once: " + replicas + ".");
        }
        replicas.stream()
                .filter(replica -> brokers.find(replica).isEmpty())
                .findFirst()
                .ifPresent(unknown -> {
                    throw refusal("There is no broker " + unknown + ".");
                });
    }

    private static TopicRefusal refusal(String message) {
        return new TopicRefusal(ErrorCode.INVALID_REPLICA_ASSIGNMENT, message);
    }

    /** Gives partitions of a topic that have no replicas yet the replicas that were chosen for them, in order. */
    public void assign(Topic topic, List<List<Integer>> replicas) {
        List<PartitionRegistration> known = byTopic.computeIfAbsent(topic.id(), id -> new ArrayList<>());
        replicas.forEach(chosen -> known.add(created(chosen)));
        placer.skip(replicas.size());
    }

    /** Registers the partitions of a new topic as they are already known. */
    void register(Topic topic, List<PartitionRegistration> registrations) {
        byTopic.put(topic.id(), new ArrayList<>(registrations));
        changes++;
    }

    /** Changes the registration of a partition. A new leader epoch begins at the end of the log. */
    void update(Topic topic, int partition, UnaryOperator<PartitionRegistration> change) {
        List<PartitionRegistration> known = of(topic);
        PartitionRegistration before = known.get(partition);
        PartitionLog log = topic.partitions().get(partition);
        PartitionRegistration after =
                change.apply(before).withElrAfter(before, log.config().minInsyncReplicas());
        if (after.equals(before)) {
            return;
        }
        known.set(partition, after);
        changes++;
        if (after.leaderEpoch() != before.leaderEpoch() && after.leader() != PartitionRegistration.NO_LEADER) {
            log.beginEpoch(after.leaderEpoch());
        }
        log.listeners().changed();
        if (after.leader() != before.leader()) {
            listener.led(topic, partition);
        }
    }

    /** Changes the registration of every partition. */
    void updateAll(UnaryOperator<PartitionRegistration> change) {
        for (Topic topic : topics.all()) {
            for (int i = 0; i < topic.partitions().size(); i++) {
                update(topic, i, change);
            }
        }
    }

    void delete(Topic topic) {
        byTopic.remove(topic.id());
    }
}
