package io.kspec.mock.cluster;

import io.kspec.mock.group.CoordinatorPartitions;
import io.kspec.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which broker coordinates a group or a transactional id. As in Kafka, the key's hash selects one of the
 * partitions of an internal topic, and the partition's leader is the coordinator. The mock has the leaders but no such topics:
 * the state of groups and transactions belongs to the cluster, wherever their coordinator is.
 */
public final class CoordinatorTable {
    /** {@code offsets.topic.replication.factor} and {@code transaction.state.log.replication.factor}. */
    private static final int REPLICATION_FACTOR = 3;

    private static final int MIN_INSYNC_REPLICAS = 1;

    /** What is coordinated. */
    public enum Kind {
        GROUP,
        TRANSACTION
    }

    /** Is told that a partition has another coordinator, or none. */
    interface MoveListener {
        void moved(Kind kind, int partition);
    }

    private final Map<Kind, List<PartitionRegistration>> partitions = new EnumMap<>(Kind.class);
    private final MoveListener listener;

    CoordinatorTable(BrokerTable brokers, MoveListener listener) {
        this.listener = listener;
        int factor = Math.min(REPLICATION_FACTOR, brokers.all().size());
        ReplicaPlacer placer = new ReplicaPlacer(brokers);
        for (Kind kind : Kind.values()) {
            List<PartitionRegistration> registrations = new ArrayList<>();
            placer.place(CoordinatorPartitions.COUNT, factor)
                    .forEach(replicas -> registrations.add(PartitionRegistration.created(replicas, brokers::isLive)));
            partitions.put(kind, registrations);
        }
    }

    /** The node id of the broker that coordinates a group or transactional id; -1 if none does. */
    public int coordinator(Kind kind, String key) {
        return of(kind).get(CoordinatorPartitions.of(key)).leader();
    }

    /**
     * NONE if a broker coordinates a group, or NOT_COORDINATOR. An empty group id is not refused here, because coordinators
     * have other reasons to refuse it.
     */
    public ErrorCode checkGroup(int broker, String groupId) {
        return groupId.isEmpty() ? ErrorCode.NONE : check(Kind.GROUP, broker, groupId);
    }

    /** NONE if a broker coordinates a transactional id, or NOT_COORDINATOR. An empty one is not refused here either. */
    public ErrorCode checkTransaction(int broker, String transactionalId) {
        return transactionalId.isEmpty() ? ErrorCode.NONE : check(Kind.TRANSACTION, broker, transactionalId);
    }

    private ErrorCode check(Kind kind, int broker, String key) {
        return coordinator(kind, key) == broker ? ErrorCode.NONE : ErrorCode.NOT_COORDINATOR;
    }

    private List<PartitionRegistration> of(Kind kind) {
        return partitions.getOrDefault(kind, List.of());
    }

    /** Moves the coordinator of a key to a broker, with all keys that share its partition. */
    void move(Kind kind, String key, int broker) {
        int partition = CoordinatorPartitions.of(key);
        set(kind, partition, of(kind).get(partition).withLeader(broker));
    }

    private void set(Kind kind, int partition, PartitionRegistration after) {
        PartitionRegistration before = of(kind).set(partition, after);
        if (after.leader() != before.leader()) {
            listener.moved(kind, partition);
        }
    }

    void updateAll(UnaryOperator<PartitionRegistration> change) {
        for (Kind kind : Kind.values()) {
            for (int i = 0; i < of(kind).size(); i++) {
                PartitionRegistration before = of(kind).get(i);
                set(kind, i, change.apply(before).withElrAfter(before, MIN_INSYNC_REPLICAS));
            }
        }
    }
}
